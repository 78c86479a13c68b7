const msPerDay = 86_400_000;

/** `2024-02-29`; years beyond 9999 have a sign. */
function isoDate(epochDay: number): string {
  const text = new Date(epochDay * msPerDay).toISOString().slice(0, -14);
  return text.replace(/^([+-])0*(?=\d{4})/, (_, sign: string) => sign);
}

/** A date without a time of day or a zone. */
export class LocalDate {
  /** @param epochDay days since 1970-01-01 */
  constructor(readonly epochDay: number) {}

  static of(year: number, month: number, day: number): LocalDate {
    return new LocalDate(new Date(Date.UTC(2000, month - 1, day)).setUTCFullYear(year) / msPerDay);
  }

  /** Midnight of the date in UTC. */
  toDate(): Date {
    return new Date(this.epochDay * msPerDay);
  }

  toString(): string {
    return isoDate(this.epochDay);
  }

  toJSON(): string {
    return this.toString();
  }

  [Symbol.toPrimitive](hint: string): string | number {
    return hint === 'number' ? this.epochDay : this.toString();
  }

  /** As `console.log` and the shell print it. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** A date and a time of day without a zone. */
export class LocalDateTime {
  /** @param micros since 1970-01-01 00:00 on the clock */
  constructor(readonly micros: bigint) {}

  toString(): string {
    const inDay = ((this.micros % 86_400_000_000n) + 86_400_000_000n) % 86_400_000_000n;
    const date = isoDate(Number((this.micros - inDay) / 86_400_000_000n));
    const time = new Date(Number(inDay / 1000n)).toISOString().slice(11, 19);
    const fraction = (inDay % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '');
    return `${date}T${time}${fraction === '' ? '' : `.${fraction}`}`;
  }

  toJSON(): string {
    return this.toString();
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
