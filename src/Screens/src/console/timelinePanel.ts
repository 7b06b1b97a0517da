import type { ForecastEntry, HistoryEntry } from '@loyalty/client/contracts';
import { byId, el, setText } from '../shared/dom';
import { loyalty } from '../shared/engine';
import { date } from '../shared/format';
import type { Ladder } from '../shared/ladder';
import { problemText } from '../shared/texts/problemText';
import { type Posting, getPostings } from './consoleApi';
import { timelineOf } from './timeline';
import { entryLine, forecastHead, forecastLine } from './timelineView';
import { texts } from './texts';

/** Spend that leaves is told for so many days; what touches the tier is told for twice as many. */
const mostLeaving = 3;
/** All that the engine gives at once: nobody's tier has changed so often. */
const mostTierChanges = 1_000;

/** The member's whole timeline: what comes, then what was, newest first, with why. */
export class TimelinePanel {
  private readonly place = byId('timeline', HTMLElement);
  private readonly note = byId('timeline-note', HTMLElement);
  private memberId: string | null = null;
  private postings: readonly Posting[] = [];
  private next: string | null = null;
  private tierChanges: readonly HistoryEntry[] = [];
  private toCome: readonly ForecastEntry[] = [];
  private isFutureOpen = false;

  constructor(
    private readonly ladder: Ladder,
    private readonly onPostings: (postings: readonly Posting[]) => void,
    private readonly onTakeBack: (posting: Posting) => void,
  ) {}

  open(memberId: string): void {
    this.memberId = memberId;
    [this.postings, this.tierChanges, this.toCome, this.next] = [[], [], [], null];
    this.place.replaceChildren();
    setText(this.note, texts.reading);
  }

  /** Reads the newest postings and all else anew; older postings that are here stay. */
  async refresh(): Promise<void> {
    const memberId = this.memberId;
    if (memberId === null) return;
    const [postings, tierChanges, forecast] = await Promise.all([getPostings(memberId, null), loyalty.getHistory(memberId, mostTierChanges), loyalty.getForecast(memberId)]);
    if (memberId !== this.memberId) return;
    const failed = [postings, tierChanges, forecast].find((answer) => !answer.ok);
    setText(this.note, failed === undefined || failed.ok ? '' : problemText(failed.problem));
    if (postings.ok) {
      const newest = postings.value.items;
      const oldest = newest.at(-1)?.version ?? 0;
      const kept = this.postings.filter((one) => one.version < oldest);
      if (kept.length === 0) this.next = postings.value.next;
      this.postings = [...newest, ...kept];
      this.onPostings(this.postings);
    }
    if (tierChanges.ok) this.tierChanges = tierChanges.value.items;
    if (forecast.ok) this.toCome = forecast.value.items;
    this.draw();
  }

  private async readOlder(): Promise<void> {
    const { memberId, next } = this;
    if (memberId === null || next === null) return;
    const answer = await getPostings(memberId, next);
    if (memberId !== this.memberId || next !== this.next) return;
    if (!answer.ok) {
      setText(this.note, problemText(answer.problem));
      return;
    }
    this.postings = [...this.postings, ...answer.value.items];
    this.next = answer.value.next;
    this.onPostings(this.postings);
    this.draw();
  }

  /** Folded away behind its first line, so that what was is at hand; as it was left when the timeline is drawn anew. */
  private toComeFold(currency: string): HTMLElement {
    const entries = nearest(this.toCome);
    const first = entries.find((one) => one.kind !== 'spendLeaves') ?? entries[0];
    const fold = el(
      'details',
      {},
      el('summary', {}, first === undefined ? texts.toCome : `${texts.toCome}: ${forecastHead(first, currency)}, ${date(first.date)}`),
      el('ol', { class: 'entries' }, ...entries.map((one) => forecastLine(one, currency)).reverse()),
    );
    fold.open = this.isFutureOpen;
    fold.addEventListener('toggle', () => {
      this.isFutureOpen = fold.open;
    });
    return fold;
  }

  private draw(): void {
    const currency = this.ladder.currency ?? this.postings[0]?.currency ?? 'CHF';
    const entries = timelineOf(this.postings, this.tierChanges, this.next === null);
    const older = el('button', { type: 'button', class: 'quiet wide' }, texts.olderEntries);
    older.addEventListener('click', () => void this.readOlder());
    this.place.replaceChildren(
      ...(this.toCome.length === 0 ? [] : [this.toComeFold(currency)]),
      el('h3', {}, texts.happened),
      entries.length === 0
        ? el('p', { class: 'empty' }, texts.nothing)
        : el('ol', { class: 'entries' }, ...entries.map((one) => entryLine(one, currency, this.onTakeBack))),
      ...(this.next === null ? [] : [older]),
    );
  }
}

/** The next days on which spend leaves, and those that touch the tier, in order. */
function nearest(entries: readonly ForecastEntry[]): readonly ForecastEntry[] {
  const leaving = entries.filter((one) => one.kind === 'spendLeaves').slice(0, mostLeaving);
  const tierChanges = entries.filter((one) => one.kind !== 'spendLeaves').slice(0, 2 * mostLeaving);
  return entries.filter((one) => leaving.includes(one) || tierChanges.includes(one));
}
