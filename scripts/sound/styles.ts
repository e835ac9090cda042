/**
 * What tells genres apart: their chords, their feel, and what bass, chords and drums play in a bar. A bar of four has
 * sixteen steps (sixteenths), a bar of three has twelve.
 */
import type { Mode } from './album.ts';
import type { PIECE } from './instruments/drums.ts';

export type Genre =
  | 'ambient'
  | 'solo piano'
  | 'folk'
  | 'chamber'
  | 'jazz trio'
  | 'bossa'
  | 'soul'
  | 'dub'
  | 'surf'
  | 'disco'
  | 'electronica'
  | 'chiptune';

export type BassStyle =
  | 'held'
  | 'two'
  | 'walking'
  | 'bossa'
  | 'soul'
  | 'dub'
  | 'surf'
  | 'octaves'
  | 'pulse'
  | 'bounce';

export type ChordStyle =
  | 'held'
  | 'broken'
  | 'picked'
  | 'strummed'
  | 'charleston'
  | 'bossa'
  | 'skank'
  | 'stabs'
  | 'sequence'
  | 'arpeggio'
  | 'alberti';

/** Steps of a bar on which a piece is struck; an upper-case letter is an accent, `.` rests. */
export type Groove = Partial<Record<keyof typeof PIECE, string>>;

export interface Style {
  /** Degrees, as `chordOf` reads them; one is drawn for an album. */
  progressions: Record<Mode, string[][]>;
  /** Where the second of two eighths falls: 0.5 even, 0.667 triplets. */
  swing: number;
  /** Which pair swings: eighths or sixteenths. */
  swings: 'eighths' | 'sixteenths';
  bass: BassStyle[];
  /** For instruments that hold, and for those that don't. */
  held: ChordStyle[];
  struck: ChordStyle[];
  grooves: Groove[];
  /** The tune keeps to five notes. */
  simple: boolean;
  /** Share of the tune's bars that rest. */
  rests: number;
  /** Length of the room, seconds to a thousandth. */
  room: number;
  /** How much of everything goes to the room, a factor. */
  wet: number;
  /** An echo of the tune and the chords: its time in quarter notes, and how much comes back. */
  echo?: { beats: number; back: number; level: number };
  /** Quarter notes that a chord lasts at a middling tempo. */
  chordBeats: number;
}

export const STYLES: Record<Genre, Style> = {
  ambient: {
    progressions: {
      major: [
        ['1-9', '4-9'],
        ['1-+', '6-7', '4-9'],
        ['4-9', '1-+'],
        ['1-9', '3-7', '4-9'],
      ],
      minor: [
        ['1-9', '6-7'],
        ['1-+', '4-7', '6-7'],
        ['6-7', '1-9'],
        ['1-9', '3-7', '7-+'],
      ],
    },
    swing: 0.5,
    swings: 'eighths',
    bass: ['held'],
    held: ['held'],
    struck: ['broken'],
    grooves: [],
    simple: true,
    rests: 0.2,
    room: 3.6,
    wet: 1.5,
    echo: { beats: 0.75, back: 0.42, level: 0.3 },
    chordBeats: 4,
  },
  'solo piano': {
    progressions: {
      major: [
        ['1-+', '6-7', '4-7', '5'],
        ['1', '3-7', '4-+', '5'],
        ['4-7', '1-+', '2-7', '5-7'],
      ],
      minor: [
        ['1-+', '6-7', '3', '7'],
        ['1', '4-7', '6-7', '5-D'],
        ['6-7', '7', '1-+', '1'],
      ],
    },
    swing: 0.5,
    swings: 'eighths',
    bass: ['held'],
    held: ['held'],
    struck: ['broken'],
    grooves: [],
    simple: false,
    rests: 0.05,
    room: 2,
    wet: 1,
    chordBeats: 2,
  },
  folk: {
    progressions: {
      major: [
        ['1', '5', '6', '4'],
        ['1', '4', '1', '5'],
        ['1', '6', '4', '5'],
        ['1', '4', '5', '1'],
      ],
      minor: [
        ['1', '7', '6', '7'],
        ['1', '7', '1', '5'],
        ['1', '4', '7', '1'],
        ['1', '6', '3', '7'],
      ],
    },
    swing: 0.53,
    swings: 'eighths',
    bass: ['two'],
    held: ['held'],
    struck: ['picked', 'strummed'],
    grooves: [
      { kick: 'X.......x.......', highDrum: '....x.......x.x.', shaker: 'x.x.x.x.x.x.x.x.' },
      { kick: 'X.....x.x.......', lowDrum: '....x.......x...', highDrum: '..x.....x.....x.' },
    ],
    simple: true,
    rests: 0,
    room: 1.3,
    wet: 0.9,
    chordBeats: 2,
  },
  chamber: {
    progressions: {
      major: [
        ['1', '5', '6', '3'],
        ['1', '4', '5', '1'],
        ['1', '6', '2', '5'],
        ['1', '2-7', '5-7', '1'],
      ],
      minor: [
        ['1', '4', '5-D', '1'],
        ['1', '7', '6', '5-D'],
        ['1', '5-D', '6', '4'],
        ['1', '6', '4', '5-D'],
      ],
    },
    swing: 0.5,
    swings: 'eighths',
    bass: ['two'],
    held: ['held', 'stabs'],
    struck: ['alberti', 'broken'],
    grooves: [],
    simple: false,
    rests: 0,
    room: 2.3,
    wet: 1.1,
    chordBeats: 2,
  },
  'jazz trio': {
    progressions: {
      major: [
        ['2-9', '5-D', '1-9', '6-7'],
        ['1-9', '6-7', '2-9', '5-D'],
        ['3-7', '6-7', '2-9', '5-D'],
      ],
      minor: [
        ['1-9', '4-7', '7-7', '3-7'],
        ['1-9', '6-7', '4-7', '5-D'],
        ['1-9', '1-7', '4-9', '5-D'],
      ],
    },
    swing: 0.64,
    swings: 'eighths',
    bass: ['walking'],
    held: ['charleston'],
    struck: ['charleston'],
    grooves: [
      {
        ride: 'X...x.x.X...x.x.',
        hat: '....x.......x...',
        kick: 'x...............',
        shaker: 'x...x...x...x...',
      },
      {
        ride: 'x...X.x.x...X.x.',
        snare: '......x.........',
        hat: '....x.......x...',
        shaker: 'x...x...x...x...',
      },
    ],
    simple: false,
    rests: 0.1,
    room: 1.1,
    wet: 0.8,
    chordBeats: 4,
  },
  bossa: {
    progressions: {
      major: [
        ['1-9', '6-7', '2-9', '5-D'],
        ['1-9', '2-9', '3-7', '2-9'],
        ['4-9', '3-7', '2-9', '1-9'],
      ],
      minor: [
        ['1-9', '4-9', '7-7', '3-7'],
        ['1-9', '6-7', '4-9', '5-D'],
        ['4-9', '1-9', '6-7', '5-D'],
      ],
    },
    swing: 0.5,
    swings: 'eighths',
    bass: ['bossa'],
    held: ['held'],
    struck: ['bossa'],
    grooves: [
      {
        kick: 'x.....x.X.....x.',
        rim: 'x.....x.....x...',
        shaker: 'Xxx.Xxx.Xxx.Xxx.',
        highDrum: '..x..x....x.x...',
      },
      {
        kick: 'x.......X.....x.',
        rim: 'x..x..x...x..x..',
        shaker: 'x.XxX.XxX.XxX.Xx',
        lowDrum: '....x.......x.x.',
      },
    ],
    simple: false,
    rests: 0.1,
    room: 1.2,
    wet: 0.9,
    chordBeats: 4,
  },
  soul: {
    progressions: {
      major: [
        ['1-7', '4-9'],
        ['1', '6-7', '2-7', '5-D'],
        ['4-9', '3-7', '2-7', '1-+'],
        ['1-+', '3-7', '4-9', '5'],
      ],
      minor: [
        ['1-9', '4-7'],
        ['1-9', '7', '6-7', '5-D'],
        ['1-7', '3-7', '4-9', '4-7'],
      ],
    },
    swing: 0.56,
    swings: 'sixteenths',
    bass: ['soul'],
    held: ['held'],
    struck: ['strummed', 'stabs'],
    grooves: [
      {
        kick: 'X.....x.x.x.....',
        snare: '....X.......X...',
        hat: 'x.x.x.x.x.x.x.x.',
        lowDrum: '....x.......x...',
      },
      {
        kick: 'X..x....x.x.....',
        snare: '....X..x....X..x',
        hat: 'x.x.x.x.x.x.xxx.',
        highDrum: '....x.....x.x...',
      },
    ],
    simple: true,
    rests: 0.15,
    room: 1,
    wet: 0.8,
    chordBeats: 2,
  },
  dub: {
    progressions: {
      major: [
        ['1', '4'],
        ['1', '2-7'],
        ['1-+', '5', '4', '4'],
      ],
      minor: [
        ['1-7', '4'],
        ['1-7', '7'],
        ['1', '1', '4-7', '1'],
        ['1-7', '6'],
      ],
    },
    swing: 0.58,
    swings: 'sixteenths',
    bass: ['dub'],
    held: ['skank'],
    struck: ['skank'],
    grooves: [
      {
        kick: '........X.......',
        rim: '........x.......',
        hat: 'x.xxx.x.x.xxx.x.',
        lowDrum: '........x.......',
        highDrum: '......x.......xx',
      },
      {
        kick: 'x...x...X...x...',
        snare: '........x.......',
        hat: '..x...x...x...x.',
        lowDrum: 'x.......x.......',
        highDrum: '...x..x....x..x.',
      },
    ],
    simple: true,
    rests: 0.3,
    room: 2.2,
    wet: 1.2,
    echo: { beats: 0.75, back: 0.55, level: 0.5 },
    chordBeats: 4,
  },
  surf: {
    progressions: {
      major: [
        ['1', '6', '4', '5'],
        ['1', '4', '5', '4'],
        ['1', '5', '4', '5'],
      ],
      minor: [
        ['1', '7', '6', '5-D'],
        ['1', '4', '1', '5-D'],
        ['1', '6', '7', '1'],
      ],
    },
    swing: 0.5,
    swings: 'eighths',
    bass: ['surf'],
    held: ['held'],
    struck: ['strummed'],
    grooves: [
      {
        kick: 'X.......x.x.....',
        snare: '....X.x.....X...',
        hat: 'x.x.x.x.x.x.x.x.',
      },
      { kick: 'X.......X.......', snare: '....X.......X.xx', ride: 'x.x.x.x.x.x.x.x.' },
    ],
    simple: false,
    rests: 0,
    room: 1.8,
    wet: 1.3,
    chordBeats: 4,
  },
  disco: {
    progressions: {
      major: [
        ['6-7', '2-7', '5-D', '1-7'],
        ['4-7', '5', '3-7', '6-7'],
        ['1-7', '6-7', '2-9', '5-D'],
      ],
      minor: [
        ['1-7', '6-7', '3-7', '7'],
        ['1-7', '4-7', '7-7', '3-7'],
        ['1-9', '4-9', '6-7', '5-D'],
      ],
    },
    swing: 0.5,
    swings: 'sixteenths',
    bass: ['octaves'],
    held: ['held'],
    struck: ['stabs'],
    grooves: [
      {
        kick: 'X...X...X...X...',
        clap: '....X.......X...',
        openHat: '..x...x...x...x.',
        hat: 'x...x...x...x...',
      },
      {
        kick: 'X...X...X...X...',
        snare: '....X.......X...',
        openHat: '..x...x...x...x.',
        hat: 'xx..xx..xx..xx..',
      },
    ],
    simple: false,
    rests: 0.1,
    room: 1.4,
    wet: 0.9,
    chordBeats: 4,
  },
  electronica: {
    progressions: {
      major: [
        ['6-7', '4-9', '1-+', '5'],
        ['1-+', '3-7', '6-7', '4-9'],
        ['4-9', '1-+', '5', '6-7'],
      ],
      minor: [
        ['1-+', '6-7', '3', '7'],
        ['1-9', '4-7', '6-7', '7'],
        ['6-7', '7', '1-9', '1'],
      ],
    },
    swing: 0.53,
    swings: 'sixteenths',
    bass: ['pulse'],
    held: ['held'],
    struck: ['sequence'],
    grooves: [
      {
        kick: 'X...X...X...X...',
        clap: '....x.......x...',
        openHat: '..x...x...x...x.',
        shaker: 'xxxxxxxxxxxxxxxx',
      },
      {
        kick: 'X.....x...x.....',
        snare: '....X.......X...',
        hat: 'x.x.x.xxx.x.x.x.',
        shaker: 'x.x.x.x.x.x.x.x.',
      },
    ],
    simple: true,
    rests: 0.15,
    room: 2.2,
    wet: 1,
    echo: { beats: 0.75, back: 0.4, level: 0.32 },
    chordBeats: 4,
  },
  chiptune: {
    progressions: {
      major: [
        ['6', '4', '1', '5'],
        ['1', '5', '6', '4'],
        ['4', '5', '1', '6'],
        ['1', '3', '4', '5'],
      ],
      minor: [
        ['1', '7', '6', '7'],
        ['1', '6', '3', '7'],
        ['6', '7', '1', '1'],
        ['1', '4', '7', '5-D'],
      ],
    },
    swing: 0.5,
    swings: 'eighths',
    bass: ['bounce', 'octaves'],
    held: ['arpeggio'],
    struck: ['sequence'],
    grooves: [
      { kick: 'X.......x.......', snare: '....X.......X...', hat: 'x.x.x.x.x.x.x.x.' },
      { kick: 'X.....x.x.......', snare: '....X.......X..x', hat: 'x.xxx.xxx.xxx.x.' },
    ],
    simple: false,
    rests: 0.05,
    room: 0.8,
    wet: 0.6,
    echo: { beats: 0.5, back: 0.25, level: 0.2 },
    chordBeats: 4,
  },
};
