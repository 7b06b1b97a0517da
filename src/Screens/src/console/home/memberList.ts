import { el, setNote } from '../../shared/dom';
import { amount, date, memberNumber } from '../../shared/format';
import type { Ladder } from '../../shared/ladder';
import { paintTier } from '../../shared/paintTier';
import { problemText } from '../../shared/texts/problemText';
import type { Person } from '../consoleApi';
import { signDownload } from '../downloads';
import { addressOf } from '../router';
import { nothing, table } from '../table';
import { fileOf, getMembers } from './homeApi';
import { type ListName, type ListQuery, type Sort, lists, looksBack, sortOf, sorts, spans, writeQuery } from './listQuery';
import { texts } from './texts';

/** A list of members, as its address asks for it: filtered, sorted, and as a file. */
export class MemberList {
  readonly element: HTMLElement;
  private readonly title = el('h2', { id: 'list-title', tabindex: '-1' });
  private readonly note = el('p', { id: 'list-note', class: 'note', role: 'status' });
  private readonly which = el('select', { id: 'list-which' });
  private readonly days = el('select', { id: 'list-days' });
  private readonly tier = el('select', { id: 'list-tier' });
  private readonly sort = el('select', { id: 'list-sort' });
  private readonly file = el('a', { class: 'button', download: 'members.csv' }, texts.file);
  private readonly rows = el('div', { id: 'list-rows', class: 'scroller cards', tabindex: '0', role: 'region', 'aria-labelledby': 'list-title' });
  private readonly more = el('button', { type: 'button', class: 'quiet wide', hidden: '' }, texts.more);
  private query: ListQuery | null = null;
  private found: readonly Person[] = [];
  private next: string | null = null;
  private asked = 0;

  constructor(private readonly ladder: Ladder) {
    this.which.append(...lists.map((one) => el('option', { value: one }, texts.lists[one])));
    this.days.append(...spans.map((one) => el('option', { value: String(one) }, texts.spans(one))));
    this.sort.append(...sorts.map((one) => el('option', { value: one }, texts.sorts[one])));
    signDownload(this.file);
    this.which.addEventListener('change', () => this.ask({ list: this.which.value as ListName, sort: sortOf(this.which.value as ListName) }));
    this.days.addEventListener('change', () => this.ask({ days: Number(this.days.value) }));
    this.tier.addEventListener('change', () => this.ask({ tier: this.tier.value }));
    this.sort.addEventListener('change', () => this.ask({ sort: this.sort.value as Sort }));
    this.more.addEventListener('click', () => void this.read(this.next));
    const field = (select: HTMLElement, name: string): HTMLElement => el('div', { class: 'field' }, el('label', { for: select.id }, name), select);
    this.element = el(
      'section',
      { class: 'panel member-list', 'aria-labelledby': 'list-title', hidden: '' },
      el('div', { class: 'panel-head' }, this.title, this.file),
      el('div', { class: 'list-filters' }, field(this.which, texts.which), field(this.days, texts.when), field(this.tier, texts.tier), field(this.sort, texts.sort)),
      this.note,
      this.rows,
      this.more,
    );
  }

  async show(query: ListQuery): Promise<void> {
    this.element.hidden = false;
    const isAnother = this.query !== null && query.list !== this.query.list;
    this.query = query;
    this.title.textContent = looksBack(query.list) ? `${texts.lists[query.list]} · ${texts.spans(query.days)}` : texts.lists[query.list];
    this.offerTiers(query.tier);
    this.which.value = query.list;
    this.days.value = String(query.days);
    this.sort.value = query.sort;
    (this.days.parentElement as HTMLElement).hidden = !looksBack(query.list);
    this.file.href = fileOf(query);
    this.file.download = `members-${query.list}.csv`;
    await this.read(null);
    if (isAnother) this.element.scrollIntoView({ block: 'nearest' });
  }

  /** Whoever is asked for is in the address, so that it can be kept and passed on. */
  private ask(change: Partial<ListQuery>): void {
    if (this.query === null) return;
    location.hash = addressOf({ view: 'home', memberId: null, query: writeQuery({ ...this.query, ...change }) });
  }

  private offerTiers(chosen: string): void {
    this.tier.replaceChildren(
      el('option', { value: '' }, texts.anyTier),
      ...this.ladder.codes.map(({ code, name }) => el('option', { value: code }, name)),
    );
    this.tier.value = chosen;
  }

  private async read(cursor: string | null): Promise<void> {
    if (this.query === null) return;
    const turn = ++this.asked;
    const answer = await getMembers(this.query, cursor);
    if (turn !== this.asked) return;
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    this.found = cursor === null ? answer.value.items : [...this.found, ...answer.value.items];
    this.next = answer.value.next;
    this.more.hidden = this.next === null;
    setNote(this.note, this.found.length === 0 ? texts.nobody : texts.shown(texts.count(this.found.length), this.next !== null));
    this.rows.replaceChildren(...(this.found.length === 0 ? [] : [this.tableOf()]));
  }

  private tableOf(): HTMLElement {
    return table(
      [texts.member, texts.tier, texts.since, texts.review, texts.spend, texts.toNext],
      this.found.map((one) => {
        const { tier, spend } = one.status;
        const badge = el('span', { class: 'badge' }, tier.name);
        paintTier(badge, tier, this.ladder);
        return [
          who(one),
          badge,
          date(tier.since),
          tier.reviewDate === null ? nothing : el('span', { class: 'at-risk' }, date(tier.reviewDate)),
          el('span', { class: 'money' }, amount(spend.currentPeriod, spend.currency)),
          spend.toNextTier === null ? nothing : el('span', { class: 'money' }, texts.missing(amount(spend.toNextTier, spend.currency), spend.nextTier ?? '')),
        ];
      }),
    );
  }
}

function who({ memberId, givenName, familyName }: Person): HTMLElement {
  const name = [givenName, familyName].filter((part) => part !== null).join(' ');
  return el(
    'span',
    { class: 'list-who' },
    el('a', { href: addressOf({ view: 'members', memberId }), 'data-listed': memberId }, el('bdi', {}, name === '' ? texts.noName : name)),
    el('small', { class: 'mono' }, memberNumber(memberId)),
  );
}
