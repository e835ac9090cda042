import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnreadableFileError } from './problem.ts';
import { ITEM_LIMITS, type ReadOptions, readColumns, readRecords } from './read-file.ts';
import type { FileRecord } from './record.ts';

type Part = string | Uint8Array<ArrayBuffer> | Buffer;

function fileOf(part: Part, name = 'feed.csv'): File {
  return new File([part as BlobPart], name);
}

async function readAll(file: Blob, options: Partial<ReadOptions> = {}) {
  const records: FileRecord[] = [];
  const problems = [];
  const notes: string[] = [];
  let columns: readonly string[] = [];
  for await (const batch of readRecords(file, { limits: ITEM_LIMITS, ...options })) {
    columns = batch.columns;
    records.push(...batch.records);
    problems.push(...batch.problems);
    notes.push(...batch.notes);
  }
  return { columns, records, problems, notes };
}

async function refusal(file: Blob, options: Partial<ReadOptions> = {}): Promise<UnreadableFileError> {
  try {
    await readAll(file, options);
  } catch (error) {
    if (error instanceof UnreadableFileError) return error;
    throw error;
  }
  throw new Error('The file was read.');
}

function utf16(text: string, bigEndian: boolean, mark = true): Buffer {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

describe('delimited text', () => {
  it.each([
    ['comma', ','],
    ['tab', '\t'],
    ['semicolon', ';'],
    ['pipe', '|'],
  ])('is cut at every %s', async (_, delimiter) => {
    const text = `${['id', 'title', 'price'].join(delimiter)}\n${['1', 'Mug', '2'].join(delimiter)}\n`;
    const { columns, records } = await readAll(fileOf(text));
    expect(columns).toEqual(['id', 'title', 'price']);
    expect(records).toEqual([{ line: 2, values: ['1', 'Mug', '2'] }]);
  });

  it('keeps true line numbers across quoted line breaks, blank lines and foreign line ends', async () => {
    const text = 'id,text\r\n1,"two\r\nlines"\r\n\r\n2,"say ""hi"""\r3,x';
    const { records } = await readAll(fileOf(text));
    expect(records).toEqual([
      { line: 2, values: ['1', 'two\nlines'] },
      { line: 5, values: ['2', 'say "hi"'] },
      { line: 6, values: ['3', 'x'] },
    ]);
  });

  it('numbers lines rightly far behind the first piece', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => (i % 3 === 0 ? `${i},"a\nb"` : `${i},c`));
    const { records } = await readAll(fileOf(`id,text\n${rows.join('\n')}\n`));
    expect(records).toHaveLength(30_000);
    // Two lines for every third record before, one for the others, and the header.
    expect(records[29_999]).toEqual({ line: 2 + 29_999 + 10_000, values: ['29999', 'c'] });
  });

  it('names line, column and remedy of a broken quote, and goes on behind it', async () => {
    const text = 'id,title,price\n1,Mug,2\n2,"5" nail,3\n3,"Bowl",4\n4,Cup,5\n';
    const { records, problems } = await readAll(fileOf(text));
    expect(records.map(({ line, values }) => [line, values[0]])).toEqual([
      [2, '1'],
      [4, '3'],
      [5, '4'],
    ]);
    expect(problems).toEqual([expect.objectContaining({ line: 3, field: 'title', file: 'feed.csv' })]);
    expect(problems[0].fix).toContain('quote');
  });

  it('gives up only the line of a quote that is never closed', async () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => `${i},thing ${i}`);
    rows[10] = '10,"open';
    const { records, problems } = await readAll(fileOf(`id,title\n${rows.join('\n')}`));
    expect(records).toHaveLength(39_999);
    expect(problems).toEqual([expect.objectContaining({ line: 12, field: 'title' })]);
  });

  it('ends a file whose every line breaks a quote, instead of taking minutes', async () => {
    const error = await refusal(fileOf(`id,title\n${'1,"x"y\n'.repeat(200_000)}`));
    expect(error.problem.line).toBeGreaterThan(900);
    expect(error.message).toContain('quote');
  });

  it('reports lines with too many and too few values', async () => {
    const { records, problems } = await readAll(fileOf('id,title,price\n1,Mug, red,2\n2,Cup\n3,Jug,4,,\n'));
    expect(records).toEqual([{ line: 4, values: ['3', 'Jug', '4'] }]);
    expect(problems.map(({ line, field }) => [line, field])).toEqual([
      [2, 'price'],
      [3, 'price'],
    ]);
  });
});

describe('JSON', () => {
  it('reads lines, and only the broken one is lost', async () => {
    const text = '{"id":1,"title":"Mug"}\n{"id":2,"title":\n\n{"id":3,"size":"L","title":"Cup"}';
    const { columns, records, problems } = await readAll(fileOf(text, 'feed.jsonl'));
    expect(columns).toEqual(['id', 'title', 'size']);
    expect(records).toEqual([
      { line: 1, values: ['1', 'Mug'] },
      { line: 4, values: ['3', 'Cup', 'L'] },
    ]);
    expect(problems.map(({ line }) => line)).toEqual([2]);
  });

  it('reads lists, wrapped lists and objects one after another, with their lines', async () => {
    const pretty =
      '[\n  {\n    "id": "a]",\n    "tags": ["x", "y"]\n  },\n  {"id": "b\\"{", "price": {"value": 2, "currency": "EUR"}}\n]';
    const list = await readAll(fileOf(pretty, 'feed.json'));
    expect(list.columns).toEqual(['id', 'tags', 'price']);
    expect(list.records).toEqual([
      { line: 2, values: ['a]', 'x, y'] },
      { line: 6, values: ['b"{', '', '2 EUR'] },
    ]);
    const wrapped = await readAll(fileOf('{"products": [{"id": 1}, {"id": 2}], "page": 1}'));
    expect(wrapped.records.map(({ values }) => values[0])).toEqual(['1', '2']);
    const sequence = await readAll(fileOf('{\n"id": 1\n}\n{\n"id": 2\n}'));
    expect(sequence.records.map(({ line }) => line)).toEqual([1, 4]);
  });

  it('names the line of what is no object, and of a list that is cut off', async () => {
    const stray = await readAll(fileOf('[{"id":1},\n 5,\n{"id":2}]'));
    expect(stray.records).toHaveLength(2);
    expect(stray.problems.map(({ line }) => line)).toEqual([2]);
    const cut = await readAll(fileOf('[{"id":1},\n{"id":2'));
    expect(cut.records).toHaveLength(1);
    expect(cut.problems.map(({ line }) => line)).toEqual([2]);
  });

  it('refuses an object that never ends', async () => {
    const error = await refusal(fileOf(`[\n{"id": "${'x'.repeat(600_000)}`));
    expect(error.problem.line).toBe(2);
  });

  it('gives the same records whether gzipped or not, in one stream piece or many', async () => {
    const text = Array.from({ length: 5_000 }, (_, i) =>
      JSON.stringify({ id: i, title: `Thing ${i} ☕` }),
    ).join('\n');
    const plain = await readAll(fileOf(text));
    expect(plain.records).toHaveLength(5_000);
    const list = await readAll(fileOf(`[${text.replaceAll('\n', ',\n')}]`));
    expect(list.records).toEqual(plain.records);
    expect((await readAll(fileOf(gzipSync(text), 'feed.jsonl.gz'))).records).toEqual(plain.records);
  });
});

describe('encodings', () => {
  const text = 'id;title\n1;Café £5 “blue”\n2;Größe\n';
  const titles = ['Café £5 “blue”', 'Größe'];

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 little-endian', utf16(text, false)],
    ['UTF-16 big-endian', utf16(text, true)],
    ['UTF-16 without a mark', utf16(text, false, false)],
    ['gzipped UTF-16', gzipSync(utf16(text, false))],
  ])('reads %s', async (_, bytes) => {
    const { columns, records, notes } = await readAll(fileOf(bytes));
    expect(columns).toEqual(['id', 'title']);
    expect(records.map(({ values }) => values[1])).toEqual(titles);
    expect(notes).toEqual([]);
  });

  it('reads lines that are not UTF-8 as windows-1252 and says so', async () => {
    const latin = Buffer.from('1;Caf\xe9 \xa35 \x93blue\x94 \x80\n', 'latin1');
    const { records, notes } = await readAll(
      fileOf(Buffer.concat([Buffer.from('id;title\n2;Größe\n'), latin])),
    );
    expect(records.map(({ values }) => values[1])).toEqual(['Größe', 'Café £5 “blue” €']);
    expect(notes).toEqual([expect.stringMatching(/^feed\.csv: 1 line is not UTF-8 .*windows-1252/)]);
  });
});

describe('files that are no table', () => {
  it.each([
    ['a PNG image', Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1')],
    ['a JPEG image', Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF', 'latin1')],
    ['a ZIP archive or an Excel workbook', Buffer.from('PK\x03\x04\x14\0', 'latin1')],
    ['a PDF document', Buffer.from('%PDF-1.7\n')],
    ['a web page (HTML)', Buffer.from('\n<!DOCTYPE html><html><body>id,title</body></html>')],
    ['a web page (HTML)', utf16('<html><body>1</body></html>', false)],
    ['an XML file', Buffer.from('<?xml version="1.0"?><rss></rss>')],
    ['a binary file', Buffer.from([1, 2, 3, 0, 0, 7, 9, 0, 1])],
    ['a gzip archive inside a gzip archive', gzipSync(gzipSync('id,title\n1,Mug'))],
  ])('names %s', async (what, bytes) => {
    const { problem } = await refusal(fileOf(bytes, 'items.csv'));
    expect(problem.message).toContain(what);
    expect(problem.file).toBe('items.csv');
    expect(problem.fix).not.toBe('');
  });

  it('takes "BM" and "PK" at the start of a table for text', async () => {
    expect((await readAll(fileOf('BM,title\n1,Mug\n'))).records).toHaveLength(1);
    expect((await readAll(fileOf('PK,title\n1,Mug\n'))).records).toHaveLength(1);
  });

  it('says so of empty, damaged and cut-off files', async () => {
    expect((await refusal(fileOf(''))).message).toContain('empty');
    expect((await refusal(fileOf(' \n\n'))).message).toContain('empty');
    const packed = gzipSync('id,title\n1,Mug\n'.repeat(10_000));
    expect((await refusal(fileOf(packed.subarray(0, packed.length >> 1)))).message).toContain('damaged');
    packed.fill(0x55, 40, 80);
    expect((await refusal(fileOf(packed))).message).toMatch(/damaged|no table/);
  });
});

describe('bounds', () => {
  const limits = { fileBytes: 1_000, unpackedBytes: 50_000, records: 10 };

  it('refuses a file that is too large before reading it', async () => {
    const { problem } = await refusal(fileOf('x'.repeat(1_001)), { limits });
    expect(problem.message).toContain('too large');
  });

  it('stops a gzip bomb at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(900_000, 'id,title\n'), { level: 9 });
    // It bursts while unpacking, whatever is in it.
    const { problem } = await refusal(fileOf(bomb), {
      limits: { ...limits, fileBytes: 10_000, records: 1e6 },
    });
    expect(problem.message).toContain('unpacked');
  });

  it('refuses more records than allowed', async () => {
    const { problem } = await refusal(fileOf(`id\n${'1\n'.repeat(11)}`), { limits });
    expect(problem.message).toContain('more than 10 lines');
  });

  it('tells progress in bytes of the file, and stops when aborted', async () => {
    const file = fileOf(`id,title\n${'1,Mug\n'.repeat(400_000)}`);
    const options = { limits: { ...ITEM_LIMITS, records: 1e6 } };
    const seen: number[] = [];
    await readAll(file, { ...options, onProgress: (bytes) => seen.push(bytes) });
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(file.size);

    const controller = new AbortController();
    const reason = new Error('enough');
    const reading = readAll(file, {
      ...options,
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(reading).rejects.toBe(reason);
  });

  it('reads no more than the beginning to learn the columns', async () => {
    const text = `id,title\n${'1,Mug\n'.repeat(2_000_000)}`;
    let read = 0;
    const columns = await readColumns(fileOf(text), {
      limits: { ...ITEM_LIMITS, records: 1e7 },
      onProgress: (bytes) => {
        read = bytes;
      },
    });
    expect(columns).toEqual(['id', 'title']);
    expect(read).toBeLessThan(text.length / 2);
  });
});

it('throws nothing but UnreadableFileError, whatever the bytes', async () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 })
      .map((codes) => Buffer.from(String.fromCharCode(...codes))),
    fc
      .constantFrom(
        '"',
        ',',
        '\n',
        '\r',
        '{',
        '}',
        '[',
        ']',
        '{"id":1}',
        '\\',
        ';',
        '<',
        '\ufeff',
        'id,title\n',
      )
      .map((text) => new TextEncoder().encode(text)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.boolean(), async (pieces, packed) => {
      const bytes = Buffer.concat(pieces);
      const file = fileOf(packed ? gzipSync(bytes) : bytes);
      try {
        const { records } = await readAll(file);
        for (const { line } of records) expect(line).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableFileError);
      }
    }),
    { numRuns: 300 },
  );
});

it('reads back any table written as CSV', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '"', ',', '\n', ' ', ';', '7', '☕'),
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const text = `key,one,two\n${rows.map(([one, two]) => `k,${quote(one)},${quote(two)}`).join('\n')}\n`;
      const { records, problems } = await readAll(fileOf(text));
      expect(problems).toEqual([]);
      expect(records.map(({ values }) => values.slice(1))).toEqual(rows);
    }),
    { numRuns: 100 },
  );
});
