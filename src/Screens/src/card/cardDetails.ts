import { explain, getForecast, getTransactions } from '../shared/api';
import { byId, setText } from '../shared/dom';
import type { Ladder } from '../shared/ladder';
import { transactionsPanel } from '../shared/transactionsPanel';
import type { Status } from '../shared/contracts';
import { whyPanel } from '../shared/whyPanel';
import { problemText } from '../shared/texts/problemText';
import { ruleText } from '../shared/texts/ruleText';
import { OutlookView } from './outlookView';

/** Changes of one member come in bursts; the details are read once after them. */
const settleMs = 150;
const shownTransactions = 5;

/** Forecast, transactions and rule of the status: read when the card opens, and again when it has moved. */
export class CardDetails {
  private readonly outlook = new OutlookView();
  private readonly last = byId('last', HTMLElement);
  private readonly rule = byId('why-rule', HTMLElement);
  private readonly postings = byId('why-postings', HTMLElement);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  constructor(private readonly ladder: Ladder) {}

  follow(status: Status, isNew: boolean): void {
    clearTimeout(this.timer);
    if (isNew) void this.read(status);
    else this.timer = setTimeout(() => void this.read(status), settleMs);
  }

  private async read(status: Status): Promise<void> {
    const turn = ++this.turn;
    const [forecast, transactions, why] = await Promise.all([
      getForecast(status.memberId),
      getTransactions(status.memberId),
      explain(status.memberId),
    ]);
    // A later reading has overtaken this one.
    if (turn !== this.turn) return;
    if (forecast.ok) this.outlook.show(status, forecast.value.items, this.ladder.thresholdOf(status.tier.name));
    else this.outlook.errorNotice(problemText(forecast.problem));
    if (transactions.ok) this.last.replaceChildren(transactionsPanel(transactions.value.items.slice(0, shownTransactions), status, null));
    else setText(this.last, problemText(transactions.problem));
    if (why.ok) {
      setText(this.rule, ruleText(why.value.rule, why.value.spend, why.value.currency));
      this.postings.replaceChildren(whyPanel(why.value));
    } else {
      setText(this.rule, problemText(why.problem));
    }
  }
}
