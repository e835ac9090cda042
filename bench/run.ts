/**
 * `npm run bench -- <suite> [options]`: runs one of the benchmarks by its name. Each suite is a script that
 * reads its own options.
 */
const SUITES = {
  slice: {
    about: 'the built shop in Chromium: start, events, ranking, import, bytes',
    load: () => import('./slice/suite.ts'),
  },
  search: {
    about: 'search as one types, at 4,000 and 50,000 items: index, keys, meaning',
    load: () => import('./search.ts'),
  },
  sounds: {
    about: 'recordings from file to vector: WAV and MP3, with and without the cache',
    load: () => import('./sounds.ts'),
  },
  typing: {
    about: 'searching and asking in the built shop, in Chromium: keys to results, lines to answers',
    load: () => import('./typing.ts'),
  },
  pictures: {
    about: 'descriptors of pictures: speed, and what a search by picture finds',
    load: () => import('./pictures.ts'),
  },
  training: {
    about: 'base training at the largest size that an import promises',
    load: () => import('./training.ts'),
  },
};

const name = process.argv[2];
const isSuite = (word: string | undefined): word is keyof typeof SUITES =>
  word !== undefined && Object.hasOwn(SUITES, word);

if (isSuite(name)) {
  // The suite finds its own options where a script of its own would.
  process.argv.splice(2, 1);
  await SUITES[name].load();
} else {
  console.log('Usage: npm run bench -- <suite> [options]\n');
  for (const [suite, { about }] of Object.entries(SUITES)) console.log(`  ${suite.padEnd(10)} ${about}`);
  if (name !== undefined) {
    console.error(`\nThere is no suite “${name}”.`);
    process.exitCode = 2;
  }
}

// Marks this file as a module, so that it may wait at its top level.
export {};
