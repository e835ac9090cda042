import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { UnreadableFileError } from './problem.ts';
import { ITEM_LIMITS, type ReadLimits, readColumns, readRecords } from './read-file.ts';
import { readItems } from './read-items.ts';

type Columns = Parameters<typeof parquetWriteBuffer>[0]['columnData'];

function parquet(columnData: Columns, rowGroupSize = 100_000): File {
  return new File([parquetWriteBuffer({ columnData, rowGroupSize })], 'table.parquet');
}

async function readAll(file: Blob, limits: ReadLimits = ITEM_LIMITS) {
  const rows: string[][] = [];
  const lines: number[] = [];
  let columns: readonly string[] = [];
  for await (const batch of readRecords(file, { limits })) {
    columns = batch.columns;
    rows.push(...batch.records.map(({ values }) => values));
    lines.push(...batch.records.map(({ line }) => line));
  }
  return { columns, rows, lines };
}

async function refusal(file: Blob, limits?: ReadLimits): Promise<string> {
  try {
    await readAll(file, limits);
  } catch (error) {
    if (error instanceof UnreadableFileError) return error.message;
    throw error;
  }
  throw new Error('The file was read.');
}

describe('a Parquet file', () => {
  it('becomes the text that a CSV file would have', async () => {
    const at = new Date(Date.UTC(2026, 2, 31, 14, 5));
    const { columns, rows } = await readAll(
      parquet([
        { name: 'id', data: ['00123', 'ß', ''], type: 'STRING' },
        { name: 'count', data: [1n, -9_007_199_254_740_993n, 0n], type: 'INT64' },
        { name: 'price', data: [0.85, 12, Number.NaN], type: 'FLOAT' },
        { name: 'ratio', data: [0.1, 17_850, 1e-9], type: 'DOUBLE' },
        { name: 'sold', data: [true, false, true], type: 'BOOLEAN' },
        { name: 'at', data: [at, at, at], type: 'TIMESTAMP' },
        { name: 'maybe', data: [null, 'x', null], type: 'STRING' },
      ]),
    );
    expect(columns).toEqual(['id', 'count', 'price', 'ratio', 'sold', 'at', 'maybe']);
    expect(rows).toEqual([
      ['00123', '1', '0.85', '0.1', 'true', '2026-03-31T14:05:00.000Z', ''],
      ['ß', '-9007199254740993', '12', '17850', 'false', '2026-03-31T14:05:00.000Z', 'x'],
      ['', '0', '', '1e-9', 'true', '2026-03-31T14:05:00.000Z', ''],
    ]);
  });

  it('has dates without a clock, and lists joined by commas', async () => {
    const buffer = parquetWriteBuffer({
      columnData: [
        { name: 'day', data: [new Date(Date.UTC(2026, 2, 31))] },
        { name: 'tags', data: [['tea', 'red']] },
      ],
      schema: [
        { name: 'root', num_children: 2 },
        { name: 'day', type: 'INT32', converted_type: 'DATE', repetition_type: 'REQUIRED' },
        { name: 'tags', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      ],
    });
    expect((await readAll(new File([buffer], 'a'))).rows).toEqual([['2026-03-31', 'tea, red']]);
  });

  it('is read row group by row group, each row once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(fc.string({ unit: 'binary' }), { nil: null }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 30 }),
        async (data, size) => {
          const numbers = data.map((_, i) => i);
          const file = parquet(
            [
              { name: 'text', data, type: 'STRING' },
              { name: 'n', data: numbers, type: 'INT32' },
            ],
            size,
          );
          const { rows, lines } = await readAll(file);
          expect(rows).toEqual(data.map((text, i) => [text ?? '', String(i)]));
          expect(lines).toEqual(numbers.map((n) => n + 1));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('tells its columns before its rows', async () => {
    const file = parquet([{ name: 'User ID', data: ['7'], type: 'STRING' }]);
    expect(await readColumns(file, { limits: ITEM_LIMITS })).toEqual(['User ID']);
  });

  it('is a feed like any other', async () => {
    const { catalog, problems } = await readItems(
      parquet([
        { name: 'item_id', data: ['b', 'a', 'a'], type: 'STRING' },
        { name: 'title', data: ['Cup', 'Mug', 'Jug'], type: 'STRING' },
        { name: 'price', data: [3.5, 2.25, 9], type: 'FLOAT' },
      ]),
    );
    expect(catalog?.items.map(({ id, title, price }) => [id, title, price])).toEqual([
      ['a', 'Mug', 2.25],
      ['b', 'Cup', 3.5],
    ]);
    expect(catalog?.name).toBe('table');
    expect(problems).toMatchObject([{ line: 3, message: expect.stringContaining('already used on line 2') }]);
  });
});

describe('a Parquet file is refused', () => {
  const small = () => parquet([{ name: 'id', data: ['a', 'b', 'c'], type: 'STRING' }]);

  it('when it is cut off or damaged, wherever', async () => {
    const bytes = new Uint8Array(await small().arrayBuffer());
    expect(await refusal(new File([bytes.subarray(0, 40)], 'cut'))).toContain('damaged, cut off');
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = bytes.slice();
        changed[at] ^= by;
        // Read, or refused in our own words: nothing else may come out.
        await readAll(new File([changed], 'bent')).catch((error: unknown) => {
          expect(error).toBeInstanceOf(UnreadableFileError);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('when it has, or claims, too much', async () => {
    expect(await refusal(small(), { ...ITEM_LIMITS, records: 2 })).toContain('3 rows; up to 2');
    expect(await refusal(small(), { ...ITEM_LIMITS, unpackedBytes: 2 })).toContain('too large');
  });

  it('inside a gzip archive, with the way out', async () => {
    const packed = gzipSync(Buffer.from(await small().arrayBuffer()));
    expect(await refusal(new File([packed], 'table.parquet.gz'))).toContain('Parquet file inside a gzip');
  });
});
