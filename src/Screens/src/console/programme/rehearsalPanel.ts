import { newId } from '@loyalty/client';
import { el, setNote } from '../../shared/dom';
import { amount, count, date, memberNumber } from '../../shared/format';
import type { Ladder } from '../../shared/ladder';
import { problemText } from '../../shared/texts/problemText';
import { signDownload } from '../downloads';
import { addressOf } from '../router';
import { table } from '../table';
import { offerDay } from './fields';
import { factsOf, ladderView, type TierName } from './ladderView';
import { type Draft, type Outcome, type Rehearsal, cancelRehearsal, exportOf, getRehearsal, startRehearsal } from './programmeApi';
import { texts } from './texts';

/** How often the engine is asked how far it is. */
const everyMs = 400;

/** Members that are listed here; all who differ are in the file. */
const mostListed = 10;

/** Rehearses the draft: starts, follows, stops, and shows what came of it. */
export class RehearsalPanel {
  readonly element: HTMLElement;
  private readonly day = el('input', { id: 'rehearsal-day', type: 'date', 'aria-describedby': 'rehearsal-note' });
  private readonly start = el('button', { type: 'button', id: 'rehearse' }, texts.rehearse);
  private readonly stop = el('button', { type: 'button', id: 'rehearsal-stop', class: 'quiet' }, texts.stop);
  private readonly bar = el('progress', { id: 'rehearsal-progress', max: '1', value: '0', 'aria-label': texts.progress });
  private readonly note = el('p', { id: 'rehearsal-note', class: 'note', role: 'status' });
  private readonly running = el('div', { class: 'rehearsal-running' }, this.bar, this.stop);
  private readonly place = el('div', { id: 'rehearsal-outcome' });
  private done: Rehearsal | null = null;
  private runningId: string | null = null;

  /**
   * @param checked Gives the draft once the engine has taken it; null where it has not.
   * @param currency The programme's.
   */
  constructor(
    private readonly checked: () => Promise<Draft | null>,
    private readonly nameOf: TierName,
    private readonly ladder: Ladder,
    private readonly currency: () => string,
  ) {
    this.running.hidden = true;
    this.start.addEventListener('click', () => void this.rehearse());
    this.stop.addEventListener('click', () => void this.cancel());
    this.element = el(
      'section',
      { class: 'panel', 'aria-labelledby': 'rehearsal-title' },
      el('h2', { id: 'rehearsal-title' }, texts.rehearsal),
      el('p', { class: 'quiet-line' }, texts.rehearsalHint),
      el('div', { class: 'one-act' }, el('div', { class: 'field' }, el('label', { for: 'rehearsal-day' }, texts.rehearsalDay), this.day), this.start),
      this.running,
      this.note,
      this.place,
    );
  }

  /** Offers a day where none is chosen. */
  offer(isoDate: string): void {
    offerDay(this.day, isoDate);
  }

  /** The rehearsal that is done of a draft, or null. */
  of(draftId: string): Rehearsal | null {
    return this.done?.draftId === draftId ? this.done : null;
  }

  /** What was found is of another draft than the one that stands there now. */
  edited(): void {
    if (this.done === null) return;
    setNote(this.note, texts.edited);
    this.place.dataset['stale'] = 'true';
  }

  private async rehearse(): Promise<void> {
    if (this.runningId !== null) return;
    if (this.day.value === '') return setNote(this.note, texts.needDay, 'bad');
    const draft = await this.checked();
    if (draft === null) return;
    const answer = await startRehearsal(newId(), draft.draftId, this.day.value);
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    this.place.replaceChildren();
    delete this.place.dataset['stale'];
    this.done = null;
    this.runningId = answer.value.rehearsalId;
    this.running.hidden = false;
    await this.follow(answer.value);
    this.runningId = null;
    this.running.hidden = true;
  }

  private async follow(begun: Rehearsal): Promise<void> {
    let last = begun;
    while (last.state === 'running') {
      this.bar.value = last.of === 0 ? 0 : last.done / last.of;
      setNote(this.note, texts.ofAll(count(last.done), count(last.of)));
      await new Promise((resolve) => setTimeout(resolve, everyMs));
      const answer = await getRehearsal(begun.rehearsalId);
      if (answer.ok) last = answer.value;
      else if (answer.problem.status === 404) return setNote(this.note, problemText(answer.problem), 'bad');
    }
    if (last.state === 'done' && last.result !== null) this.show(last, last.result);
    else setNote(this.note, last.state === 'cancelled' ? texts.cancelled : texts.interrupted);
  }

  private async cancel(): Promise<void> {
    if (this.runningId === null) return;
    const answer = await cancelRehearsal(this.runningId);
    if (!answer.ok) setNote(this.note, problemText(answer.problem), 'bad');
  }

  private show(rehearsal: Rehearsal, outcome: Outcome): void {
    this.done = rehearsal;
    setNote(this.note, texts.done(count(outcome.members), count(outcome.seconds), date(outcome.horizon)), 'good');
    const file = el('a', { class: 'button', href: exportOf(rehearsal.rehearsalId), download: 'rehearsal.csv' }, texts.csv);
    signDownload(file);
    const rows = outcome.mostAffected.slice(0, mostListed).map(({ memberId, from, to, spend }) => [
      el('a', { href: addressOf({ view: 'members', memberId }) }, memberNumber(memberId)),
      this.nameOf(from),
      this.nameOf(to),
      amount(spend, this.currency()),
    ]);
    this.place.replaceChildren(
      factsOf(outcome, this.currency()),
      ladderView(outcome, this.nameOf, this.ladder),
      ...(rows.length === 0
        ? []
        : [el('h3', {}, texts.mostAffected), el('div', { class: 'cards' }, table([texts.member, texts.without, texts.with, texts.spend], rows))]),
      el('p', { class: 'rehearsal-file' }, file),
    );
  }
}
