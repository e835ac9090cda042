/**
 * Files as other systems write them, for tests.
 */
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ForeignFile } from './table.ts';

export function file(name: string, content: BlobPart): ForeignFile {
  return { name, content: new Blob([content]) };
}

/** An array as numpy.save writes it. */
export function npy(
  type: string,
  shape: number[],
  values: ArrayBufferView,
  { fortran = false, version = 1 } = {},
): Uint8Array<ArrayBuffer> {
  const shapeText = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const order = fortran ? 'True' : 'False';
  const head = `{'descr': '${type}', 'fortran_order': ${order}, 'shape': (${shapeText}), }`;
  const start = version === 1 ? 10 : 12;
  const length = 64 * Math.ceil((start + head.length + 1) / 64) - start;
  const bytes = new Uint8Array(start + length + values.byteLength);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  if (version === 1) view.setUint16(8, length, true);
  else view.setUint32(8, length, true);
  bytes.set(new TextEncoder().encode(`${head.padEnd(length - 1)}\n`), start);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), start + length);
  return bytes;
}

/** A part of the table `itemFactors` that Spark's ALSModel saves: id: int, features: array<float>. */
export function sparkPart(name: string, ids: number[], features: number[][]): ForeignFile {
  const schema = [
    { name: 'spark_schema', num_children: 2 },
    { name: 'id', type: 'INT32', repetition_type: 'REQUIRED' },
    { name: 'features', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', type: 'FLOAT', repetition_type: 'REQUIRED' },
  ] as const;
  const columnData = [
    { name: 'id', data: ids },
    { name: 'features', data: features },
  ];
  return file(name, parquetWriteBuffer({ columnData, schema: [...schema] }));
}

/** A table of plain columns as Parquet. */
export function parquetTable(
  name: string,
  columns: Record<string, { type: 'STRING' | 'INT64' | 'DOUBLE'; data: (string | bigint | number)[] }>,
): ForeignFile {
  const columnData = Object.entries(columns).map(([column, { type, data }]) => ({
    name: column,
    data,
    type,
  }));
  return file(name, parquetWriteBuffer({ columnData }));
}
