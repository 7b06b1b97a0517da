import { byId, setText } from '../shared/dom';
import { locale } from '../shared/i18n';

// As high as an hour, so that nothing moves when it is known.
const unknown = '\u00a0';

/** The hour and the date at the airport: in the programme's zone, by the engine's clock. */
export class HourView {
  private readonly hours = [byId('hour', HTMLElement), byId('idle-hour', HTMLElement)];
  private readonly date = byId('date', HTMLElement);
  private hour: Intl.DateTimeFormat | null = null;
  private day: Intl.DateTimeFormat | null = null;
  private said = '';

  setZone(timeZone: string): void {
    this.hour = new Intl.DateTimeFormat(locale.tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
    this.day = new Intl.DateTimeFormat(locale.tag, { weekday: 'long', day: 'numeric', month: 'long', timeZone });
  }

  show(engineNow: number | null): void {
    const hour = engineNow === null ? undefined : this.hour?.format(engineNow);
    const text = hour ?? unknown;
    if (text === this.said) return;
    this.said = text;
    for (const element of this.hours) setText(element, text);
    setText(this.date, (engineNow === null ? undefined : this.day?.format(engineNow)) ?? '');
  }
}
