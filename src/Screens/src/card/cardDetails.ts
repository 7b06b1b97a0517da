import { Signal } from '@loyalty/client';
import type { Explanation, ForecastEntry, PendingCredits, Status, Transaction } from '@loyalty/client/contracts';
import { loyalty } from '../shared/engine';
import { byId, setText } from '../shared/dom';
import { problemText } from '../shared/texts/problemText';
import { ruleText } from '../shared/texts/ruleText';
import { transactionsPanel } from '../shared/transactionsPanel';
import { whyPanel } from '../shared/whyPanel';
import { OutlookView } from './outlookView';
import { WaitingView } from './waitingView';

/** Changes of one member come in bursts; the details are read once after them. */
const settleMs = 150;
const shownTransactions = 5;
const noneWaiting = { ok: true, value: null } as const;

/** Forecast, transactions, rule and what waits of a status. */
export interface Details {
  readonly forecast: readonly ForecastEntry[];
  readonly transactions: readonly Transaction[];
  readonly why: Explanation;
  /** What waits; null where nothing does. */
  readonly pending: PendingCredits | null;
}

/** Shows the details of the status: read when the card opens, and again when it has moved. Without the engine those that were there stay. */
export class CardDetails {
  /** They have been read, all of them. */
  readonly told = new Signal<Details>();
  private readonly outlook: OutlookView;
  private readonly waiting = new WaitingView();
  private readonly last = byId('last', HTMLElement);
  private readonly rule = byId('why-rule', HTMLElement);
  private readonly postings = byId('why-postings', HTMLElement);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;
  private isShown = false;

  constructor(thresholdOf: (tier: string) => number | null) {
    this.outlook = new OutlookView(thresholdOf);
  }

  follow(status: Status, isNew: boolean): void {
    clearTimeout(this.timer);
    if (isNew) void this.read(status);
    else this.timer = setTimeout(() => void this.read(status), settleMs);
  }

  show(status: Status, { forecast, transactions, why, pending }: Details): void {
    this.isShown = true;
    this.outlook.show(status, forecast);
    this.last.replaceChildren(transactionsPanel(transactions.slice(0, shownTransactions), status, null));
    setText(this.rule, ruleText(why.rule, why.spend, why.currency));
    this.postings.replaceChildren(whyPanel(why));
    this.waiting.show(pending);
  }

  private async read(status: Status): Promise<void> {
    const turn = ++this.turn;
    const [forecast, transactions, why, pending] = await Promise.all([
      loyalty.getForecast(status.memberId),
      loyalty.getTransactions(status.memberId),
      loyalty.explain(status.memberId),
      // Most have nothing that waits.
      (status.pending?.items ?? 0) > 0 ? loyalty.getPending(status.memberId) : noneWaiting,
    ]);
    // A later reading has overtaken this one.
    if (turn !== this.turn) return;
    if (forecast.ok && transactions.ok && why.ok && pending.ok) {
      const details = { forecast: forecast.value.items, transactions: transactions.value.items, why: why.value, pending: pending.value };
      this.show(status, details);
      this.told.emit(details);
      return;
    }
    const failed = [forecast, transactions, why, pending].find((answer) => !answer.ok);
    if (this.isShown || failed === undefined || failed.ok) return;
    for (const place of [this.last, this.rule]) setText(place, problemText(failed.problem));
    this.outlook.showProblem(problemText(failed.problem));
  }
}
