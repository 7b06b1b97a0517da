import { el } from '../shared/dom';
import { instant, memberNumber } from '../shared/format';
import { addressOf } from './router';
import { nothing, tableRow } from './table';
import type { TrailRecord } from './trailApi';
import { type TrailPlace, everything, queryOf } from './trailFilter';
import { detailPairs } from './trailList';
import { texts, trailTexts } from './texts';
import { actionText, kindText } from './texts/trailText';

/** Characters of a detail that stand in its row; all of it is behind the row. */
const mostDetail = 120;

/** What the columns are called, in the order of a row's cells. */
export const trailColumns: readonly string[] = [texts.when, texts.byWhom, texts.what, texts.concerned, texts.reason, texts.fromWhere, ''];

/** A record as a row, with what more it has in a second one that unfolds. */
export function trailRow(record: TrailRecord): HTMLTableSectionElement {
  const more = el('tr', { class: 'trail-more', id: `trail-more-${record.sequence}` }, el('td', { colspan: String(trailColumns.length) }, moreOf(record)));
  more.hidden = true;
  return el(
    'tbody',
    { 'data-sequence': String(record.sequence) },
    tableRow(trailColumns, [
      el('time', { datetime: record.at, title: record.at }, instant(record.at)),
      whoOf(record),
      whatOf(record),
      concernedOf(record) ?? nothing,
      record.reason ?? nothing,
      record.from ?? nothing,
      unfoldButton(record, more),
    ]),
    more,
  );
}

const trailLink = (words: string, place: TrailPlace): HTMLElement =>
  el('a', { href: addressOf({ view: 'trail', memberId: null, query: queryOf(place) }) }, words);

/** In open mode nobody says who they are: the kind is all there is. */
function whoOf({ by, who }: TrailRecord): HTMLElement {
  if (by === who) return el('span', {}, kindText(by));
  return el('span', {}, trailLink(who, { ...everything, who }), el('small', {}, kindText(by)));
}

function whatOf({ action, detail }: TrailRecord): HTMLElement {
  const words = detailPairs(detail)
    .map(([name, value]) => (name === '' ? value : `${name}: ${value}`))
    .join(' · ');
  const short = words.length > mostDetail ? `${words.slice(0, mostDetail)} …` : words;
  return el('span', {}, el('strong', { title: action }, actionText(action)), short === '' ? null : el('small', {}, short));
}

function concernedOf({ action, memberId, subject }: TrailRecord): HTMLElement | null {
  if (memberId === null && subject === null) return null;
  return el(
    'span',
    {},
    memberId === null ? null : el('a', { class: 'mono', href: addressOf({ view: 'members', memberId }) }, memberNumber(memberId)),
    subject === null ? null : el('small', { class: 'mono' }, subjectOf(action, subject)),
  );
}

/** What was refused, and what has ended, are records themselves. */
function subjectOf(action: string, subject: string): HTMLElement | string {
  const isRecord = (action === 'change-refused' || action === 'history-import-ended') && /^\d+$/.test(subject);
  return isRecord ? trailLink(trailTexts.record(subject), { ...everything, record: Number(subject) }) : subject;
}

function unfoldButton(record: TrailRecord, more: HTMLElement): HTMLElement {
  const name = trailTexts.detailsOf(String(record.sequence));
  const button = el('button', { type: 'button', class: 'quiet small', 'aria-expanded': 'false', 'aria-controls': more.id, 'aria-label': `${texts.details}: ${name}` }, texts.details);
  button.addEventListener('click', () => {
    more.hidden = !more.hidden;
    button.ariaExpanded = String(!more.hidden);
  });
  return button;
}

function moreOf({ sequence, at, by, who, action, detail, hash, previous }: TrailRecord): HTMLElement {
  const pairs: readonly (readonly [string, string])[] = [
    [texts.instantUtc, at],
    [texts.byWhom, `${kindText(by)}, ${who}`],
    [texts.apiName, action],
    ...detailPairs(detail).map(([name, value]) => [name === '' ? texts.details : name, value] as const),
    [texts.hash, hash],
    [texts.hashBefore, previous === '' ? nothing : previous],
  ];
  return el(
    'div',
    { class: 'trail-details' },
    el('strong', {}, trailTexts.record(String(sequence))),
    el('dl', {}, ...pairs.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', { class: 'mono' }, value)))),
  );
}
