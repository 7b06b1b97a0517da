import { byId } from '../shared/dom';
import { Form } from '../shared/form';
import { cleanMemberNumber, isIssuedNumber } from '../shared/memberNumber';
import { offerCodes } from '../shared/options';
import { amountUnderstood, readAmount } from '../shared/readAmount';
import { type Basket, mostLines } from './basket';
import { texts } from './texts';

const types = ['flight', 'ancillary', 'partner'];

/** Where a line is typed. */
export class LineForm {
  private readonly element = byId('line', HTMLFormElement);
  private readonly amountField = byId('line-amount', HTMLInputElement);
  private readonly currencies = byId('line-currency', HTMLSelectElement);
  private readonly form = new Form(this.element);

  constructor(
    private readonly basket: Basket,
    private readonly onScan: (memberNumber: string) => void,
  ) {
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.add();
    });
    this.form.echo('amount', () => amountUnderstood(this.form.text('amount'), this.currencies.value));
    this.amountField.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      this.turnType(event.key === 'ArrowDown' ? 1 : -1);
    });
  }

  /** Something is typed that is in no basket yet. */
  get isPending(): boolean {
    return this.amountField.value.trim() !== '';
  }

  /** Offers the currencies that can be taken; what was chosen stays where it can. */
  offer(currencies: readonly string[]): void {
    // A list that somebody has open just now is not taken from under their hand.
    if (Array.from(this.currencies.options, ({ value }) => value).join() === currencies.join()) return;
    offerCodes(this.currencies, currencies);
  }

  /** Puts what is typed into the basket; false when it cannot be read. */
  add(): boolean {
    const typed = this.form.text('amount');
    const number = cleanMemberNumber(typed);
    if (isIssuedNumber(number)) {
      // A card was scanned while the amount had the focus: no flight costs a hundred thousand million.
      this.form.set('amount', '');
      this.onScan(number);
      return false;
    }
    const currency = this.currencies.value;
    if (currency === '') {
      // A till that has never heard its engine: an amount in no currency would be refused once it is charged.
      this.form.fault('amount', texts.noCurrencyYet);
      return false;
    }
    const amount = readAmount(typed, currency);
    if (typeof amount === 'string' || this.basket.isFull) {
      this.form.fault('amount', typeof amount === 'string' ? amount : texts.basketFull(mostLines));
      return false;
    }
    this.form.clearAll();
    this.form.set('amount', '');
    this.basket.add({ type: this.form.text('type'), amount, currency });
    this.amountField.focus();
    return true;
  }

  focus(): void {
    this.amountField.focus();
    this.amountField.select();
  }

  private turnType(by: number): void {
    const to = types[(types.indexOf(this.form.text('type')) + by + types.length) % types.length];
    for (const radio of this.element.querySelectorAll<HTMLInputElement>('[name="type"]')) radio.checked = radio.value === to;
  }
}
