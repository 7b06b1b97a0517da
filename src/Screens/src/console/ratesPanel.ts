import type { DatedRates } from '@loyalty/client/contracts';
import { loyalty } from '../shared/engine';
import { byId, el, setText } from '../shared/dom';
import { Form } from '../shared/form';
import { date, rate as rateText } from '../shared/format';
import { readRate } from '../shared/readAmount';
import { texts as shared } from '../shared/texts';
import { problemText } from '../shared/texts/problemText';
import { putRate } from './consoleApi';
import { translatedProblem } from './texts/translatedProblem';
import { table } from './table';
import { sentences } from './texts';
import { texts } from './texts';

/** Days shown, the newest. */
const ratesShown = 60;

/** The rates by day, and a form to set one. */
export class RatesPanel {
  private readonly form = new Form(byId('rate', HTMLFormElement));
  private currency = '';

  /** @param onRated Receives every currency that has a rate. */
  constructor(private readonly onRated: (currencies: readonly string[]) => void) {
    byId('rate', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.set();
    });
    this.form.echo('rate', () => this.understood());
  }

  learn(currency: string): void {
    this.currency = currency;
    this.form.remark('rate', currency, 'plain');
  }

  async read(): Promise<void> {
    const answer = await loyalty.getRates(ratesShown, null);
    const note = byId('rates-note', HTMLElement);
    note.dataset['tone'] = answer.ok ? 'plain' : 'bad';
    if (!answer.ok) {
      setText(note, problemText(answer.problem));
      return;
    }
    const days = answer.value.items;
    const currencies = [...new Set(days.flatMap((day) => Object.keys(day.rates)))].sort();
    setText(note, days.length === 0 ? texts.noRates : '');
    byId('rates-table', HTMLElement).replaceChildren(...(days.length === 0 ? [] : [ratesTable(days, currencies)]));
    this.onRated(currencies);
  }

  /** The rate as it was understood, with both currencies: one of 943 in place of 0.943 would make Platinums. */
  private understood(): string {
    const rate = readRate(this.form.text('rate'));
    const unit = this.form.text('currency').toUpperCase();
    return typeof rate === 'string' || unit === '' ? '' : shared.numbers.rateUnderstood(unit, `${rateText(rate)} ${this.currency}`);
  }

  private async set(): Promise<void> {
    const [day, currency, rate] = [this.form.text('date'), this.form.text('currency').toUpperCase(), readRate(this.form.text('rate'))];
    if (this.form.isBusy) return;
    this.form.clearAll();
    if (day === '') return this.form.fault('date', texts.needDate);
    if (!/^[A-Z]{3}$/.test(currency)) return this.form.fault('currency', texts.needCurrency);
    if (typeof rate === 'string') return this.form.fault('rate', rate);
    this.form.busy(true);
    const answer = await putRate(day, currency, rate);
    this.form.busy(false);
    if (!answer.ok) {
      // The engine names the field by its currency.
      const { errors, ...problem } = translatedProblem(answer.problem);
      this.form.show({ ...problem, errors: { rate: Object.values(errors)[0] ?? problem.detail } });
      return;
    }
    this.form.set('rate', '');
    this.form.setNote(sentences.rateSet(currency, date(day)), 'good');
    await this.read();
  }
}

const ratesTable = (days: readonly DatedRates[], currencies: readonly string[]): HTMLElement =>
  table(
    [texts.fromDay, ...currencies],
    days.map((day) => [date(day.date), ...currencies.map((currency) => el('span', { class: 'mono' }, String(day.rates[currency] ?? '')))]),
  );
