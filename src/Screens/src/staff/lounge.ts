import { newId } from '@loyalty/client';
import { offerToForget } from '../shared/access/gate';
import { byId, el, setText } from '../shared/dom';
import { loyalty } from '../shared/engine';
import { time } from '../shared/format';
import { writeTexts } from '../shared/i18n';
import { cleanMemberNumber, memberNumberFault } from '../shared/memberNumber';
import { type Verdict, letIn, turnAway } from './entry';
import { type Scanned, enter, scan } from './staffApi';
import { texts } from './texts';

/** Visits that stay in sight. */
const recentShown = 12;

writeTexts(texts);
offerToForget();
const place = decodeURIComponent(location.pathname.split('/').filter((part) => part !== '')[1] ?? '');
document.title = `${texts.lounge} ${place}`;
setText(byId('sub', HTMLElement), place);

const form = byId('scan', HTMLFormElement);
const field = byId('scan-text', HTMLInputElement);
const guestsField = byId('scan-guests', HTMLInputElement);
let isBusy = false;
field.focus();
// Whoever may not come in is told so before the first guest stands there.
void loyalty.getClock();

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const words = field.value.trim();
  if (words === '' || isBusy) return field.focus();
  void check(words, Math.max(0, Math.min(9, Math.trunc(Number(guestsField.value) || 0))));
});

async function check(words: string, guests: number): Promise<void> {
  isBusy = true;
  show({ verdict: 'unknown', word: '…', why: texts.checking }, '');
  const [who, verdict] = await decide(words, guests);
  isBusy = false;
  show(verdict, who);
  remember(verdict, who === '' ? words : who, guests);
  field.value = '';
  guestsField.value = '0';
  // A scanner does not wait.
  field.focus();
}

/** Who it is, and whether they are let in. */
async function decide(words: string, guests: number): Promise<readonly [string, Verdict]> {
  const read = await identify(words);
  if (typeof read === 'object' && 'verdict' in read) return ['', read];
  const clock = await loyalty.getClock();
  if (!clock.ok) return [nameOf(read), turnAway(clock.problem, guests)];
  const entered = await enter(newId(), read.memberId, clock.value.today, place.slice(0, 64), guests);
  return [nameOf(read), entered.ok ? letIn(guests) : turnAway(entered.problem, guests)];
}

/** Whose it is; an engine that reads no cards takes numbers. */
async function identify(words: string): Promise<Scanned | Verdict> {
  const number = cleanMemberNumber(words);
  const answer = await scan(memberNumberFault(number) === null ? number : words, place.slice(0, 64));
  if (answer.ok) return answer.value;
  if (answer.problem.code !== 'not-found') return turnAway(answer.problem, 0);
  return memberNumberFault(number) === null ? { memberId: number, name: null, effectiveTier: '' } : turnAway({ code: 'scan-not-readable', status: 422 }, 0);
}

const nameOf = ({ name, memberId, effectiveTier }: Scanned): string => [name ?? memberId, effectiveTier].filter((part) => part !== '').join(' · ');

function show({ verdict, word, why }: Verdict, who: string): void {
  byId('verdict', HTMLElement).dataset['verdict'] = verdict;
  setText(byId('verdict-word', HTMLElement), word);
  setText(byId('verdict-who', HTMLElement), who);
  setText(byId('verdict-why', HTMLElement), why);
}

function remember({ verdict, word, why }: Verdict, who: string, guests: number): void {
  const list = byId('recent', HTMLOListElement);
  list.prepend(
    el('li', { 'data-verdict': verdict }, el('strong', {}, word), el('span', {}, el('bdi', {}, who), el('small', {}, `${why}${guests > 0 ? ` · ${texts.withGuests(guests)}` : ''}`)), el('small', {}, time(new Date().toISOString()))),
  );
  while (list.children.length > recentShown) list.lastElementChild?.remove();
}
