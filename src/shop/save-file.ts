/** Hands a file made in the page to the browser's downloads. Nothing leaves the device. */

/** Long enough for every browser to have begun reading the blob. */
const RELEASED_AFTER_MS = 60_000;

export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), RELEASED_AFTER_MS);
}
