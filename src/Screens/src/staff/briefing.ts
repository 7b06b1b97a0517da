import { offerToForget } from '../shared/access/gate';
import { byId, el, setNote, setText } from '../shared/dom';
import { loyalty } from '../shared/engine';
import { date, memberNumber } from '../shared/format';
import { writeTexts } from '../shared/i18n';
import { Ladder } from '../shared/ladder';
import { paintTier } from '../shared/paintTier';
import { problemText } from '../shared/texts/problemText';
import { type Traveller, getBriefing } from './staffApi';
import { texts } from './texts';

/** How often a crew's list is asked for again: people check in until the door is closed. */
const readEveryMs = 15_000;

writeTexts(texts);
offerToForget();

const ladder = new Ladder();
const [, flightInPath = '', dayInPath = ''] = location.pathname.split('/').filter((part) => part !== '').map(decodeURIComponent);
const flight = flightInPath.toUpperCase();
const note = byId('note', HTMLElement);
document.title = `${texts.briefing} ${flight}`;
byId('flight-number', HTMLInputElement).value = flight;
byId('flight-date', HTMLInputElement).value = dayInPath;
setText(byId('sub', HTMLElement), dayInPath === '' ? '' : `${flight} · ${date(dayInPath)}`);

byId('flight', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  const to = { flight: byId('flight-number', HTMLInputElement).value.trim().toUpperCase(), day: byId('flight-date', HTMLInputElement).value };
  if (to.flight !== '' && to.day !== '') location.assign(`/briefing/${encodeURIComponent(to.flight)}/${to.day}`);
});

async function read(): Promise<void> {
  const answer = await getBriefing(flight, dayInPath);
  if (!answer.ok) return setNote(note, problemText(answer.problem), 'bad');
  const { items } = answer.value;
  setNote(note, items.length === 0 ? texts.nobodyYet : texts.onBoard(items.length));
  byId('members', HTMLElement).replaceChildren(...items.map(itemOf));
}

function itemOf({ name, memberId, tier, tierLevel, since, seat, greetFor }: Traveller): HTMLElement {
  const badge = el('span', { class: 'badge' }, tier);
  paintTier(badge, { name: tier, level: tierLevel }, ladder);
  return el(
    'li',
    { class: 'panel traveller' },
    el('strong', { class: 'seat' }, seat ?? '–'),
    el('div', {}, el('strong', { class: 'traveller-name' }, el('bdi', {}, name ?? texts.noName)), el('small', { class: 'mono' }, memberNumber(memberId))),
    el('div', { class: 'traveller-tier' }, badge, el('small', {}, texts.since(date(since)))),
    greetFor.length === 0
      ? null
      : el('p', { class: 'greet' }, greetFor.map(({ code, years }) => (code === 'newTier' ? texts.newTier(tier) : texts.anniversary(years ?? 0))).join(' · ')),
  );
}

void loyalty.getProgramme().then((answer) => {
  if (answer.ok) ladder.learn(answer.value);
  void read();
});
setInterval(() => {
  if (!document.hidden) void read();
}, readEveryMs);
