/**
 * One line on a terminal that says what is being done, how far it is and how long it will take. On anything
 * but a terminal, a line for each new phase and for every tenth of the whole.
 */
export class ProgressLine {
  private readonly started = performance.now();
  private phase = '';
  private shownAt = 0;
  private tenth = 0;

  constructor(private readonly out: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>) {}

  /** @param fraction 0 to 1 of the whole. */
  show(phase: string, fraction: number): void {
    const now = performance.now();
    const isNew = phase !== this.phase;
    this.phase = phase;
    const passed = (now - this.started) / 1000;
    const left =
      fraction > 0.05 && passed > 3 ? `, ${duration((passed / fraction) * (1 - fraction))} left` : '';
    const text = `${String(Math.floor(100 * fraction)).padStart(3)} % ${phase}${left}`;
    if (!this.out.isTTY) {
      const tenth = Math.floor(10 * fraction);
      if (isNew || tenth > this.tenth) this.out.write(`${text}\n`);
      this.tenth = Math.max(tenth, this.tenth);
      return;
    }
    if (!isNew && now - this.shownAt < 200) return;
    this.shownAt = now;
    this.out.write(`\r\x1b[K${text}`);
  }

  clear(): void {
    if (this.out.isTTY) this.out.write('\r\x1b[K');
  }
}

/** "40 s", "3 min". */
function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
