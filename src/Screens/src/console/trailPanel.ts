import type { Problem } from '@loyalty/client';
import { byId, el, setNote } from '../shared/dom';
import type { EngineClock } from '../shared/engineClock';
import { Form } from '../shared/form';
import { count } from '../shared/format';
import { problemText } from '../shared/texts/problemText';
import { ChainPanel } from './chainPanel';
import { translatedProblem } from './texts/translatedProblem';
import { addressOf } from './router';
import { tableHead } from './table';
import { type TrailPage, type TrailRecord, getTrail, trailFile } from './trailApi';
import { type TrailPlace, everything, firstCursor, isEverything, queryOf, trailPlaceOf } from './trailFilter';
import { newsOf } from './trailList';
import { trailColumns, trailRow } from './trailView';
import { texts, trailTexts } from './texts';
import { actionText, actions } from './texts/trailText';

/** How often the engine is asked for newer records while somebody looks. */
const everyMs = 5_000;


/** Who changed what, when, why and from where, newest first. What is newer waits above the list until it is asked for. */
export class TrailPanel {
  private readonly form = new Form(byId('trail', HTMLFormElement));
  private readonly note = byId('trail-note', HTMLElement);
  private readonly newer = byId('trail-newer', HTMLButtonElement);
  private readonly older = byId('trail-older', HTMLButtonElement);
  private readonly table = el('table', { class: 'trail' }, tableHead(trailColumns));
  private readonly chain: ChainPanel;
  private place: TrailPlace = everything;
  private records: readonly TrailRecord[] = [];
  private next: string | null = null;
  /** A page that begins at the newest record and has more than the list. */
  private news: TrailPage | null = null;
  private isSeen = false;
  /** Counts the lists that were begun: the answer to an older one takes no newer one's place. */
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(clock: EngineClock) {
    this.chain = new ChainPanel(clock, () => this.mark());
    byId('trail-action', HTMLSelectElement).append(
      el('option', { value: '' }, texts.anyAction),
      ...actions.map((action) => el('option', { value: action }, actionText(action))),
    );
    byId('trail', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      this.go(trailPlaceOf(new URLSearchParams({ memberId: this.form.text('memberId'), who: this.form.text('who'), action: this.form.text('action') }).toString()));
    });
    byId('trail-all', HTMLButtonElement).addEventListener('click', () => this.go(everything));
    this.newer.addEventListener('click', () => void this.catchUp());
    this.older.addEventListener('click', () => void this.readOlder());
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden && this.isSeen) void this.look();
    });
  }

  /** The view is shown, with what its address asks for, or left. */
  show(isSeen: boolean, query = ''): void {
    this.isSeen = isSeen;
    clearTimeout(this.timer);
    if (!isSeen) return this.chain.stop();
    this.place = trailPlaceOf(query);
    for (const name of ['memberId', 'who', 'action'] as const) this.form.set(name, this.place[name]);
    byId('trail-all', HTMLButtonElement).hidden = isEverything(this.place) && this.place.record === null;
    byId('trail-file', HTMLAnchorElement).href = trailFile(this.place);
    void this.begin();
  }

  private go(place: TrailPlace): void {
    const address = addressOf({ view: 'trail', memberId: null, query: queryOf(place) });
    if (location.hash === address) void this.begin();
    else location.hash = address;
  }

  /** Reads the list anew. */
  private async begin(): Promise<void> {
    const turn = ++this.turn;
    this.form.clearAll();
    if (this.records.length === 0) setNote(this.note, texts.reading);
    const answer = await getTrail(this.place, firstCursor(this.place));
    if (turn !== this.turn || !this.isSeen) return;
    if (!answer.ok) return this.refuse(answer.problem);
    this.showAll(answer.value);
    this.chain.read();
    this.lookSoon();
  }

  /** What the list was is not what is asked for now. */
  private refuse(problem: Problem): void {
    this.records = [];
    this.next = null;
    byId('trail-lines', HTMLElement).replaceChildren();
    this.older.hidden = true;
    this.newer.hidden = true;
    this.chain.stop(problem.code !== 'not-allowed');
    const isOfField = Object.keys(problem.errors).length > 0;
    setNote(this.note, isOfField ? '' : problemText(problem), 'bad');
    if (isOfField) this.form.show(translatedProblem(problem));
    if (problem.code !== 'not-allowed' && !isOfField) this.lookSoon();
  }

  private showAll({ items, next }: TrailPage): void {
    this.records = items;
    this.next = next;
    this.news = null;
    this.table.replaceChildren(tableHead(trailColumns), ...items.map(trailRow));
    byId('trail-lines', HTMLElement).replaceChildren(...(items.length === 0 ? [] : [this.table]));
    this.mark();
    this.tellAll();
    this.table.querySelector('[data-wanted]')?.scrollIntoView({ block: 'center' });
  }

  private tellAll(): void {
    this.older.hidden = this.next === null;
    this.newer.hidden = false;
    this.newer.textContent = this.place.record !== null ? texts.toNewest : this.news === null ? texts.refresh : this.newsWords(this.news);
    this.newer.dataset['news'] = String(this.news !== null);
    if (this.records.length === 0) return setNote(this.note, isEverything(this.place) ? texts.noChanges : texts.noMatch);
    const from = this.place.record === null ? '' : `${trailTexts.from(count(this.records[0]?.sequence ?? 0))} `;
    setNote(this.note, from + trailTexts.shown(count(this.records.length)));
  }

  private newsWords(page: TrailPage): string {
    const { records, joins } = newsOf(this.records, page);
    return trailTexts.newer(count(records.length) + (joins ? '' : '+'));
  }

  /** Puts what is newer above the list, which stays where it is with all that is unfolded. */
  private async catchUp(): Promise<void> {
    if (this.place.record !== null) return this.go({ ...this.place, record: null });
    if (this.news === null) await this.look();
    const news = this.news === null ? null : newsOf(this.records, this.news);
    if (news === null) return this.chain.read();
    if (!news.joins) return void this.begin();
    this.news = null;
    this.records = [...news.records, ...this.records];
    this.table.querySelector('thead')?.after(...news.records.map(trailRow));
    this.mark();
    this.tellAll();
    this.chain.read();
  }

  private async readOlder(): Promise<void> {
    const { turn, next } = this;
    if (next === null) return;
    const answer = await getTrail(this.place, next);
    if (turn !== this.turn || next !== this.next) return;
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    this.records = [...this.records, ...answer.value.items];
    this.next = answer.value.next;
    this.table.append(...answer.value.items.map(trailRow));
    this.mark();
    this.tellAll();
  }

  private lookSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), everyMs);
  }

  /** Asks what is newer; a list that could not be read is read then. */
  private async look(): Promise<void> {
    const { turn, place } = this;
    if (document.hidden || place.record !== null) return;
    const answer = await getTrail(place, null);
    if (turn !== this.turn || !this.isSeen) return;
    if (!answer.ok) return this.records.length === 0 ? this.refuse(answer.problem) : this.lookFailed(answer.problem);
    if (this.records.length === 0 && answer.value.items.length > 0) {
      this.showAll(answer.value);
      this.chain.read();
    } else {
      if (newsOf(this.records, answer.value).records.length > 0) this.news = answer.value;
      this.tellAll();
    }
    this.lookSoon();
  }

  /** What is shown stays, and says that it is not of now. */
  private lookFailed(problem: Problem): void {
    setNote(this.note, problemText(problem), 'bad');
    if (problem.code !== 'not-allowed') this.lookSoon();
  }

  /** The record that somebody wants to see, and the one that is not as it was written. */
  private mark(): void {
    for (const row of this.table.tBodies) {
      const sequence = Number(row.dataset['sequence']);
      row.toggleAttribute('data-wanted', sequence === this.place.record);
      row.toggleAttribute('data-broken', sequence === this.chain.broken);
    }
  }
}
