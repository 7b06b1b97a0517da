import { newId } from '@loyalty/client';
import { offerToForget } from '../shared/access/gate';
import { byId, el, setNote } from '../shared/dom';
import { loyalty } from '../shared/engine';
import { Form } from '../shared/form';
import { date, memberNumber, time } from '../shared/format';
import { writeTexts } from '../shared/i18n';
import { Ladder } from '../shared/ladder';
import { paintTier } from '../shared/paintTier';
import { problemText } from '../shared/texts/problemText';
import { translatedProblem } from '../shared/texts/translatedProblem';
import { type Disruption, announce, getDisruptions } from './staffApi';
import { texts } from './texts';

/** How often the board is drawn anew. */
const readEveryMs = 5_000;

writeTexts(texts);
offerToForget();
document.title = texts.disruptions;

const ladder = new Ladder();
const note = byId('note', HTMLElement);
const form = new Form(byId('announce', HTMLFormElement));
let drawn = '';
/** Kept until it has worked, so that a second press announces nothing twice. */
let id = newId();

byId('announce', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void send();
});

async function send(): Promise<void> {
  if (form.isBusy) return;
  form.clearAll();
  form.busy(true);
  const answer = await announce({ disruptionId: id, flight: form.text('flight').toUpperCase(), date: form.text('date'), kind: form.text('kind'), message: form.text('message') });
  form.busy(false);
  if (!answer.ok) return form.show(translatedProblem(answer.problem));
  id = newId();
  form.set('kind', '');
  form.set('message', '');
  form.setNote(texts.announced(answer.value.items.length), 'good');
  await read();
}

async function read(): Promise<void> {
  const answer = await getDisruptions();
  if (!answer.ok) return setNote(note, problemText(answer.problem), 'bad');
  setNote(note, answer.value.items.length === 0 ? texts.noDisruptions : '');
  const now = JSON.stringify(answer.value.items);
  if (now === drawn) return;
  drawn = now;
  byId('board', HTMLElement).replaceChildren(...answer.value.items.map(cardOf));
}

function cardOf({ disruptionId, flight, date: day, kind, message, at, items }: Disruption): HTMLElement {
  return el(
    'article',
    { class: 'panel disruption', 'data-disruption': disruptionId },
    el('header', {}, el('strong', { class: 'disruption-flight' }, flight), el('span', {}, `${date(day)} · ${kind}`), el('small', {}, time(at))),
    el('p', { class: 'disruption-message' }, message),
    el('p', { class: 'disruption-count' }, items.length === 0 ? texts.nobodyTold : texts.told(items.length)),
    el(
      'ol',
      { class: 'told' },
      ...items.map(({ memberId, name, tier, tierLevel, seat }) => {
        const badge = el('span', { class: 'badge' }, tier);
        paintTier(badge, { name: tier, level: tierLevel }, ladder);
        return el('li', {}, badge, el('span', {}, el('bdi', {}, name ?? memberNumber(memberId))), el('small', {}, seat ?? ''));
      }),
    ),
  );
}

void Promise.all([loyalty.getProgramme(), loyalty.getClock()]).then(([programme, clock]) => {
  if (programme.ok) ladder.learn(programme.value);
  if (clock.ok) form.set('date', clock.value.today);
  void read();
});
setInterval(() => {
  if (!document.hidden) void read();
}, readEveryMs);
