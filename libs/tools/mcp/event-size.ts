const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Measures events of a stream while its bytes come. An empty line ends an event; lines end in LF, CRLF or CR. */
export class EventSize {
  private bytes = 0;
  private lineIsEmpty = true;
  private afterReturn = false;

  /** Takes more of the stream in and gives the size that an event has reached meanwhile, the largest of several. */
  add(chunk: Uint8Array): number {
    let largest = 0;
    for (const byte of chunk) {
      this.take(byte);
      if (this.bytes > largest) largest = this.bytes;
    }
    return largest;
  }

  private take(byte: number): void {
    const endsReturn = this.afterReturn && byte === LINE_FEED;
    this.afterReturn = byte === CARRIAGE_RETURN;
    if (endsReturn) return;
    const endsLine = byte === LINE_FEED || byte === CARRIAGE_RETURN;
    this.bytes = endsLine && this.lineIsEmpty ? 0 : this.bytes + 1;
    this.lineIsEmpty = endsLine;
  }
}
