import { newId } from '@loyalty/client';
import { byId, el, setText } from '../../shared/dom';
import { Form } from '../../shared/form';
import { readAmount } from '../../shared/readAmount';
import { lotWorth } from '../../shared/rewards';
import { problemText } from '../../shared/texts/problemText';
import type { Today } from '../../shared/today';
import { translatedProblem } from '../texts/translatedProblem';
import { cell } from '../importFile';
import { type BatchLine, type LotWish, issue, issueMany } from './rewardsApi';
import { texts } from './texts';

/** As many as one press may issue. */
const mostAtOnce = 1_000;

const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  voucher: ['value', 'currency'],
  certificate: ['name'],
  coupon: ['percent', 'value', 'currency', 'uses', 'perMember'],
};

/** Issues a lot for a member or under a code, or many under codes of their own. A code is shown once: a batch's come as a file. */
export class IssuePanel {
  readonly element: HTMLElement;
  private readonly kind = el('select', { id: 'issue-kind', name: 'kind' }, ...Object.keys(fieldsOf).map((kind) => el('option', { value: kind }, texts.kinds[kind] ?? kind)));
  private readonly form: Form;
  private readonly issued = el('p', { id: 'issue-done', class: 'issue-done', role: 'status' });
  private readonly fields = new Map<string, HTMLElement>();

  /** @param onIssued There are more. */
  constructor(
    private readonly today: Today,
    private readonly onIssued: () => void,
  ) {
    const form = el(
      'form',
      { id: 'issue', class: 'issue-form', novalidate: '' },
      el('div', { class: 'field' }, el('label', { for: 'issue-kind' }, texts.kind), this.kind),
      this.field('value', texts.value, { inputmode: 'decimal' }),
      this.field('currency', texts.currency, { maxlength: '3', autocapitalize: 'characters' }),
      this.field('percent', texts.percent, { inputmode: 'decimal' }),
      this.field('name', texts.name, { maxlength: '100' }),
      this.field('from', texts.firstDay, { type: 'date' }),
      this.field('to', texts.lastDay, { type: 'date' }),
      this.field('owner', texts.owner, { maxlength: '20', autocapitalize: 'characters' }, texts.ownerHint),
      this.field('uses', texts.uses, { inputmode: 'numeric' }),
      this.field('perMember', texts.perMember, { inputmode: 'numeric' }),
      this.field('count', texts.howMany, { inputmode: 'numeric' }, texts.howManyHint),
      this.field('reason', texts.reason, { maxlength: '200' }),
      el('button', { type: 'submit' }, texts.issue),
      el('p', { id: 'issue-note', class: 'note form-note', role: 'alert' }),
    );
    this.element = el('section', { class: 'panel', 'aria-labelledby': 'issue-title' }, el('h2', { id: 'issue-title' }, texts.issueTitle), form, this.issued);
    // A form finds its notes in the page.
    byId('view-rewards', HTMLElement).append(this.element);
    this.form = new Form(form);
    this.kind.addEventListener('input', () => this.offer());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.issue();
    });
    this.offer();
    this.form.set('currency', 'CHF');
  }

  /** The programme's day is known: a lot is good from it, for a year. */
  dayTold(): void {
    const day = this.today.value;
    if (day === null || this.form.text('from') !== '') return;
    this.form.set('from', day);
    this.form.set('to', `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`);
  }

  private field(name: string, label: string, marks: Readonly<Record<string, string>>, hint = ''): HTMLElement {
    const id = `issue-${name}`;
    const made = el(
      'div',
      { class: 'field' },
      el('label', { for: id }, label),
      el('input', { id, name, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': `${id}-note`, ...marks }),
      el('p', { id: `${id}-note`, class: 'note' }, hint),
    );
    this.fields.set(name, made);
    return made;
  }

  private offer(): void {
    const own = fieldsOf[this.kind.value] ?? [];
    for (const name of new Set(Object.values(fieldsOf).flat())) {
      const field = this.fields.get(name);
      if (field !== undefined) field.hidden = !own.includes(name);
    }
  }

  private async issue(): Promise<void> {
    if (this.form.isBusy) return;
    this.form.clearAll();
    this.issued.replaceChildren();
    const count = this.whole('count') ?? 1;
    const wish = this.wish();
    if (wish === null) return;
    if (count < 1 || count > mostAtOnce) return this.form.fault('count', texts.countFault(String(mostAtOnce)));
    if (count > 1 && wish.owner !== undefined) return this.form.fault('count', texts.manyHaveCodes);
    this.form.busy(true);
    if (count === 1) await this.issueOne(wish);
    else await this.issueAll(count, wish);
    this.form.busy(false);
  }

  private async issueOne(wish: LotWish): Promise<void> {
    const answer = await issue(wish);
    if (!answer.ok) return this.form.show(translatedProblem(answer.problem));
    const lot = answer.value;
    setText(this.issued, texts.isIssued(lotWorth(lot)));
    if (lot.code !== null) this.issued.append(' ', texts.itsCode, ' ', el('code', { id: 'issue-code', class: 'issue-code' }, grouped(lot.code)));
    this.form.set('reason', '');
    this.onIssued();
  }

  private async issueAll(count: number, wish: LotWish): Promise<void> {
    const answer = await issueMany(count, wish);
    if (!answer.ok) return this.form.setNote(problemText(answer.problem), 'bad');
    const made = answer.value.filter(({ code }) => code !== null);
    const [refused] = answer.value.filter(({ status }) => status !== null);
    if (refused !== undefined) this.form.setNote(texts.refused(String(answer.value.length - made.length), refused.detail ?? ''), 'bad');
    else if (answer.value.length < count) this.form.setNote(texts.brokeOff(String(count - answer.value.length)), 'bad');
    if (made.length === 0) return;
    setText(this.issued, texts.areIssued(String(made.length)));
    this.issued.append(' ', fileOf(made));
    this.onIssued();
  }

  private wish(): LotWish | null {
    const kind = this.kind.value;
    const own = fieldsOf[kind] ?? [];
    const given = (name: string): string => (own.includes(name) ? this.form.text(name) : '');
    const currency = given('currency').toUpperCase();
    const value = given('value') === '' ? undefined : readAmount(given('value'), currency);
    if (typeof value === 'string') return (this.form.fault('value', value), null);
    for (const name of ['from', 'to', 'reason']) {
      if (this.form.text(name) === '') return (this.form.fault(name, texts.needed), null);
    }
    const uses = own.includes('uses') ? this.whole('uses') : undefined;
    const perMember = own.includes('perMember') ? this.whole('perMember') : undefined;
    const percent = given('percent') === '' ? undefined : Number(given('percent').replace(',', '.'));
    if (percent !== undefined && !(percent > 0 && percent <= 100)) return (this.form.fault('percent', texts.percentFault), null);
    return {
      kind,
      owner: this.form.text('owner').replace(/\s/g, '') || undefined,
      value,
      currency: value === undefined ? undefined : currency,
      percent,
      name: given('name') || undefined,
      from: this.form.text('from'),
      to: this.form.text('to'),
      uses: uses === undefined ? undefined : { total: uses, ...(perMember === undefined ? {} : { perMember }) },
      reason: this.form.text('reason'),
    };
  }

  private whole(name: string): number | undefined {
    const typed = this.form.text(name);
    return typed === '' ? undefined : /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
  }
}

/** "ABCD EFGH JKLM": a code as people read it out. */
const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');

function fileOf(lines: readonly BatchLine[]): HTMLElement {
  const csv = ['lotId,code', ...lines.map(({ lotId, code }) => [lotId ?? '', code ?? ''].map(cell).join(','))].join('\r\n');
  return el('a', { id: 'issue-codes', class: 'button', href: URL.createObjectURL(new Blob([`${csv}\r\n`], { type: 'text/csv' })), download: `codes-${newId()}.csv` }, texts.codes);
}
