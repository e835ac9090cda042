/**
 * Head: how a file says in words what its numbers are, as JSON before them.
 */
import * as v from 'valibot';
import { type ByteReader, type ByteWriter, MalformedBytes } from '../bytes.ts';

/** Length of the text, then the text. */
export function writeHead(writer: ByteWriter, head: unknown): ByteWriter {
  const text = new TextEncoder().encode(JSON.stringify(head));
  return writer.write(Uint32Array.of(text.length)).write(text);
}

/** @throws MalformedBytes where it isn't what `schema` asks for */
export function readHead<Schema extends v.GenericSchema>(
  reader: ByteReader,
  schema: Schema,
): v.InferOutput<Schema> {
  const [length] = reader.read(Uint32Array, 1);
  const text = new TextDecoder().decode(reader.read(Uint8Array, length));
  const head = v.safeParse(v.pipe(v.string(), v.parseJson()), text);
  const checked = head.success ? v.safeParse(schema, head.output) : head;
  if (!checked.success) throw new MalformedBytes('its head does not say what it holds');
  return checked.output;
}
