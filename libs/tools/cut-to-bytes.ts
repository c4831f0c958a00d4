/** The text, or as much of it as fits so many UTF-8 bytes, with a note that it was cut. */
export function cutToBytes(text: string, maxBytes: number): string {
  const bytes = Buffer.byteLength(text);
  if (bytes <= maxBytes) return text;
  // A character that was cut in two at the end decodes to U+FFFD.
  const shown = Buffer.from(text)
    .subarray(0, maxBytes)
    .toString()
    .replace(/\uFFFD$/, '');
  return `${shown}\n[cut: first ${Buffer.byteLength(shown)} of ${bytes} bytes; ask for less at a time]`;
}
