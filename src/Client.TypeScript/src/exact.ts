/** Decimals that an exact amount can have: those of the currency with the most (CLF). */
const scale = 4;

/**
 * An exact amount: a whole number of ten-thousandths, never a binary fraction. In a request it becomes a JSON number with just
 * these digits ({@link exactJson}).
 */
export class Exact {
  private constructor(
    private readonly units: bigint,
    private readonly decimals: number,
  ) {}

  /** Reads "1250.5"; null for what is no decimal or has more than four decimals. */
  static parse(text: string): Exact | null {
    const parts = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text);
    const fraction = parts?.[3] ?? '';
    if (parts === null || fraction.length > scale) return null;
    const units = BigInt(`${parts[2]}${fraction.padEnd(scale, '0')}`);
    return new Exact(parts[1] === '-' ? -units : units, fraction.length);
  }

  /** An amount as the engine sent it. JSON gave it as a binary number, whose nearest decimal of so many digits is the one sent. */
  static from(value: number, decimals: number): Exact {
    const parsed = Exact.parse(value.toFixed(decimals));
    if (parsed === null) throw new RangeError(`${value} is no amount.`);
    return parsed;
  }

  /** The decimals it was written with, without zeros at the end. */
  get usedDecimals(): number {
    return this.toString().split('.')[1]?.replace(/0+$/, '').length ?? 0;
  }

  get isZero(): boolean {
    return this.units === 0n;
  }

  get isNegative(): boolean {
    return this.units < 0n;
  }

  /** The same amount written with at least so many decimals. */
  with(decimals: number): Exact {
    return new Exact(this.units, Math.max(this.usedDecimals, decimals));
  }

  plus(other: Exact): Exact {
    return new Exact(this.units + other.units, Math.max(this.decimals, other.decimals));
  }

  minus(other: Exact): Exact {
    return new Exact(this.units - other.units, Math.max(this.decimals, other.decimals));
  }

  exceeds(other: Exact): boolean {
    return this.units > other.units;
  }

  toString(): string {
    const digits = (this.isNegative ? -this.units : this.units).toString().padStart(scale + 1, '0');
    const whole = digits.slice(0, -scale);
    const fraction = digits.slice(-scale, digits.length - scale + this.decimals);
    return `${this.isNegative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
  }
}

/** Writes JSON as `JSON.stringify` does, but an {@link Exact} as a number with its own digits: 12.50 stays 12.50. */
export function exactJson(value: unknown): string {
  if (value instanceof Exact) return value.toString();
  if (Array.isArray(value)) return `[${value.map(exactJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${exactJson(inner)}`).join(',')}}`;
}
