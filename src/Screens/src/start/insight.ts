import type { Answer } from '@loyalty/client';
import type { Status, Transaction } from '@loyalty/client/contracts';
import { loyalty } from '../shared/engine';
import { byId, el } from '../shared/dom';
import { forecastPanel } from '../shared/forecastPanel';
import { historyPanel } from '../shared/historyPanel';
import { problemText } from '../shared/texts/problemText';
import { type TabName, Tabs } from './tabs';
import { transactionsPanel } from '../shared/transactionsPanel';
import { whyPanel } from '../shared/whyPanel';

/** Changes of one member come in bursts; the lists are read once after them. */
const settleMs = 150;

/** What lies behind the status: lists that are read when looked at, and again when the card has moved. */
export class Insight {
  private status: Status | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;
  private readonly tabs = new Tabs(() => void this.read());

  constructor(
    private readonly onTransactions: (transactions: readonly Transaction[]) => void,
    private readonly onTakeBack: (transactionId: string) => void,
  ) {}

  /** Follows the card. */
  follow(status: Status, isNew: boolean): void {
    this.status = status;
    clearTimeout(this.timer);
    if (!isNew) {
      this.timer = setTimeout(() => void this.readAll(), settleMs);
      return;
    }
    for (const name of ['transactions', 'history', 'forecast', 'why'] as const) this.tabs.panel(name).replaceChildren();
    byId('insight', HTMLElement).hidden = false;
    void this.readAll();
  }

  /** The chosen list, and the transactions in any case: the form that takes back offers them. */
  private async readAll(): Promise<void> {
    if (this.tabs.current === 'transactions') return this.read();
    const [, transactions] = await Promise.all([this.read(), this.ask((id) => loyalty.getTransactions(id))]);
    if (transactions?.ok === true) this.onTransactions(transactions.value.items);
  }

  private async read(): Promise<void> {
    const turn = ++this.turn;
    const name = this.tabs.current;
    const content = await this.content(name);
    // A later reading, or another tab, has overtaken this one.
    if (content !== null && turn === this.turn) this.tabs.panel(name).replaceChildren(content);
  }

  private async content(name: TabName): Promise<HTMLElement | null> {
    const status = this.status;
    if (status === null) return null;
    const { currency } = status.spend;
    switch (name) {
      case 'transactions':
        return this.render(await this.ask(loyalty.getTransactions), ({ items }) => {
          this.onTransactions(items);
          return transactionsPanel(items, status, this.onTakeBack);
        });
      case 'history':
        return this.render(await this.ask(loyalty.getHistory), ({ items }) => historyPanel(items, currency));
      case 'forecast':
        return this.render(await this.ask(loyalty.getForecast), ({ items }) => forecastPanel(items, currency));
      case 'why':
        return this.render(await this.ask(loyalty.explain), whyPanel);
    }
  }

  /** Null when the page has gone on to another member meanwhile. */
  private async ask<T>(get: (memberId: string) => Promise<Answer<T>>): Promise<Answer<T> | null> {
    const memberId = this.status?.memberId;
    if (memberId === undefined) return null;
    const answer = await get(memberId);
    return memberId === this.status?.memberId ? answer : null;
  }

  private render<T>(answer: Answer<T> | null, make: (value: T) => HTMLElement): HTMLElement | null {
    if (answer === null) return null;
    return answer.ok ? make(answer.value) : el('p', { class: 'empty', role: 'alert' }, problemText(answer.problem));
  }
}
