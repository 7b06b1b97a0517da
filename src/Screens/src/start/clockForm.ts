import { getClock, moveClock } from '../shared/api';
import { addDays, instantOn } from '../shared/civilDate';
import { byId } from '../shared/dom';
import { Form } from '../shared/form';
import { date } from '../shared/format';
import type { Ladder } from '../shared/ladder';
import type { Today } from '../shared/today';

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
      if (day === '') this.form.fault('now', 'Choose a date.');
      else void this.moveTo(day);
    });
    this.allow(false);
  }

  private async ask(): Promise<void> {
    this.isAsked = true;
    const answer = await getClock();
    this.allow(answer.ok && answer.value.movable);
    if (!answer.ok) {
      this.isAsked = false;
      this.form.setNote(answer.problem.detail, 'bad');
    } else if (answer.value.movable) {
      this.form.setNote('The engine runs on a test clock, which moves forward only.');
    } else {
      this.form.setNote("The engine runs on the system's clock. Started with Loyalty:TestClock, it has one to move.");
    }
  }

  private async moveBy(days: number): Promise<void> {
    if (this.today.value === null) this.form.setNote('The programme day is not known yet.', 'bad');
    else await this.moveTo(addDays(this.today.value, days));
  }

  private async moveTo(day: string): Promise<void> {
    if (this.form.isBusy) return;
    const now = instantOn(day, this.ladder.timeZone ?? 'UTC');
    if (now === null) {
      this.form.fault('now', 'The date is not valid.');
      return;
    }
    this.form.busy(true);
    this.form.setNote('Moving …');
    const answer = await moveClock(now);
    this.form.busy(false);
    if (!answer.ok) {
      this.form.show(answer.problem);
      return;
    }
    const today = answer.value.today ?? day;
    this.today.learn(today);
    this.form.set('now', '');
    this.form.setNote(`It is ${date(today)}. All that was due has happened.`, 'good');
    this.onMoved();
  }

  private allow(isAllowed: boolean): void {
    for (const control of this.element.querySelectorAll<HTMLButtonElement | HTMLInputElement>('button, input')) control.disabled = !isAllowed;
  }
}
