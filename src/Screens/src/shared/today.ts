import { byId, setText } from './dom';
import type { EngineClock } from './engineClock';
import { date } from './format';

/** Often enough that a new day is seen within the minute. */
const everyMs = 20_000;

/** The programme's day: the engine's clock in the programme's zone. The machine's own clock and zone may be others. */
export class Today {
  private zone: string | null = null;
  /** The day of the last answer or push, for as long as the zone is not known. */
  private told: string | null = null;
  private readonly shown = byId('today', HTMLElement);

  constructor(private readonly clock: EngineClock) {
    clock.told.on(() => this.draw());
    setInterval(() => this.draw(), everyMs);
  }

  get value(): string | null {
    return (this.zone === null ? null : this.clock.dayIn(this.zone)) ?? this.told;
  }

  setZone(timeZone: string): void {
    this.zone = timeZone;
    this.draw();
  }

  /** An answer or push was made on that day. A later one than is known: the clock has been moved, and is asked again. */
  learn(isoDate: string): void {
    const known = this.value;
    this.told = isoDate;
    if (known === null || isoDate > known) void this.clock.keep();
    this.draw();
  }

  private draw(): void {
    const day = this.value;
    if (day !== null) setText(this.shown, date(day));
  }
}
