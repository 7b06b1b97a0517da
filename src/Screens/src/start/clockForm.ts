import { loyalty } from '../shared/engine';
import { addDays, instantOn } from '../shared/civilDate';
import { byId } from '../shared/dom';
import { Form } from '../shared/form';
import { date } from '../shared/format';
import type { Ladder } from '../shared/ladder';
import { problemText } from '../shared/texts/problemText';
import { translatedProblem } from '../shared/texts/translatedProblem';
import type { Today } from '../shared/today';
import { texts } from './texts';

/** Moves the engine's test clock. Whether there is one is asked when the control is opened, not before. */
export class ClockForm {
  private readonly element = byId('move', HTMLFormElement);
  private readonly form = new Form(this.element);
  private isAsked = false;

  constructor(
    private readonly today: Today,
    private readonly ladder: Ladder,
    private readonly onMoved: () => void,
  ) {
    const details = byId('clock', HTMLDetailsElement);
    details.addEventListener('toggle', () => {
      if (details.open && !this.isAsked) void this.ask();
    });
    for (const button of this.element.querySelectorAll<HTMLButtonElement>('[data-days]')) {
      button.addEventListener('click', () => void this.moveBy(Number(button.dataset['days'])));
    }
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      const day = this.form.text('now');
      if (day === '') this.form.fault('now', texts.chooseDate);
      else void this.moveTo(day);
    });
    this.allow(false);
  }

  private async ask(): Promise<void> {
    this.isAsked = true;
    const answer = await loyalty.getClock();
    this.allow(answer.ok && answer.value.movable);
    if (!answer.ok) {
      this.isAsked = false;
      this.form.setNote(problemText(answer.problem), 'bad');
    } else if (answer.value.movable) {
      this.form.setNote(texts.testClock);
    } else {
      this.form.setNote(texts.systemClock);
    }
  }

  private async moveBy(days: number): Promise<void> {
    if (this.today.value === null) this.form.setNote(texts.dayUnknown, 'bad');
    else await this.moveTo(addDays(this.today.value, days));
  }

  private async moveTo(day: string): Promise<void> {
    if (this.form.isBusy) return;
    const now = instantOn(day, this.ladder.timeZone ?? 'UTC');
    if (now === null) {
      this.form.fault('now', texts.dateNotValid);
      return;
    }
    this.form.busy(true);
    this.form.setNote(texts.moving);
    const answer = await loyalty.moveClock(now);
    this.form.busy(false);
    if (!answer.ok) {
      this.form.show(translatedProblem(answer.problem));
      return;
    }
    const today = answer.value.today ?? day;
    this.today.learn(today);
    this.form.set('now', '');
    this.form.setNote(texts.moved(date(today)), 'good');
    this.onMoved();
  }

  private allow(isAllowed: boolean): void {
    for (const control of this.element.querySelectorAll<HTMLButtonElement | HTMLInputElement>('button, input')) control.disabled = !isAllowed;
  }
}
