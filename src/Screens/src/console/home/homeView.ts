import { byId, el, setNote } from '../../shared/dom';
import { date } from '../../shared/format';
import type { Ladder } from '../../shared/ladder';
import { problemText } from '../../shared/texts/problemText';
import { addressOf } from '../router';
import { type ListCounts, getCounts } from './homeApi';
import { type ListName, readQuery, sortOf, writeQuery } from './listQuery';
import { MemberList } from './memberList';
import { texts } from './texts';

/** How long counts are shown before they are asked for again. */
const staleAfterMs = 20_000;

/** Changes that the lists may lack before it is said: somebody always buys. */
const tellBehind = 200;

/** Days back that are counted. */
const counted = [1, 7, 30] as const;

/** What an operator sees first: how many are new, have moved, may fall or may rise; each number opens its list. */
export class HomeView {
  private readonly note = el('p', { id: 'home-note', class: 'note', role: 'status' });
  private readonly tiles = el('div', { id: 'home-tiles', class: 'tiles' });
  private readonly list: MemberList;

  constructor(ladder: Ladder) {
    this.list = new MemberList(ladder);
    const again = el('button', { type: 'button', class: 'quiet small' }, texts.again);
    again.addEventListener('click', () => void this.count());
    this.tiles.replaceChildren(...tilesOf(null));
    byId('view-home', HTMLElement).replaceChildren(
      el('div', { class: 'home-head' }, el('h2', {}, texts.title), this.note, again),
      this.tiles,
      this.list.element,
    );
    setInterval(() => {
      if (!byId('view-home', HTMLElement).hidden && !document.hidden) void this.count();
    }, staleAfterMs);
  }

  async read(query: string | undefined): Promise<void> {
    const asked = readQuery(query) ?? { list: 'atRisk', days: 30, tier: '', sort: sortOf('atRisk') };
    for (const link of this.tiles.querySelectorAll('a')) link.toggleAttribute('data-open', link.hash === addressOf({ view: 'home', memberId: null, query: writeQuery(asked) }));
    await Promise.all([this.count(), this.list.show(asked)]);
  }

  private async count(): Promise<void> {
    const answer = await getCounts();
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    setNote(this.note, answer.value.behind > tellBehind ? texts.behind(texts.count(answer.value.behind)) : texts.asOf(date(answer.value.asOf)));
    const open = this.tiles.querySelector<HTMLAnchorElement>('a[data-open]')?.hash;
    const held = document.activeElement instanceof HTMLAnchorElement ? document.activeElement.hash : null;
    const isHeld = this.tiles.contains(document.activeElement);
    this.tiles.replaceChildren(...tilesOf(answer.value));
    for (const link of this.tiles.querySelectorAll('a')) {
      link.toggleAttribute('data-open', link.hash === open);
      if (isHeld && link.hash === held) link.focus();
    }
  }
}

function tilesOf(counts: ListCounts | null): readonly HTMLElement[] {
  const of = (list: ListName, days: number | null): string =>
    counts === null ? '–' : texts.count(counts.lists.find((one) => one.list === list && one.days === days)?.members ?? 0);
  return [
    ...(['enrolled', 'risen', 'dropped'] as const).map((list) =>
      tile(list, texts.lists[list], '', el('div', { class: 'tile-spans' }, ...counted.map((days) => figure(list, days, of(list, days), texts.spans(days)))))),
    tile('atRisk', texts.lists.atRisk, texts.atRiskHint, figure('atRisk', null, of('atRisk', null), texts.now)),
    tile('nearNextTier', texts.lists.nearNextTier, texts.nearHint, figure('nearNextTier', null, of('nearNextTier', null), texts.now)),
    tile('all', texts.lists.all, '', figure('all', null, of('all', null), texts.now)),
  ];
}

const tile = (list: ListName, title: string, hint: string, ...figures: HTMLElement[]): HTMLElement =>
  el('section', { class: 'panel tile', 'data-list': list, 'aria-label': title }, el('h3', {}, title), ...figures, hint === '' ? null : el('p', { class: 'tile-hint' }, hint));

const figure = (list: ListName, days: number | null, count: string, when: string): HTMLElement =>
  el(
    'a',
    {
      href: addressOf({ view: 'home', memberId: null, query: writeQuery({ list, days: days ?? 30, tier: '', sort: sortOf(list) }) }),
      class: 'figure',
      'data-days': days === null ? undefined : String(days),
    },
    el('strong', {}, count),
    el('small', {}, when),
  );
