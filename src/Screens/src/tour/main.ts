import { byId, el, setText } from '../shared/dom';
import { writeTexts } from '../shared/i18n';
import { Frame } from './frames';
import { people } from './people';
import { canPlay, displayPath, scenes } from './story';
import { texts } from './texts';

writeTexts(texts);
document.title = `Loyalty.Orleans · ${texts.title}`;

const screens = { till: new Frame('till'), phone: new Frame('phone'), display: new Frame('display') };
const list = byId('scenes', HTMLOListElement);
const button = byId('play', HTMLButtonElement);
const marks = scenes.map(({ title }) => el('li', {}, el('span', {}, title)));
list.replaceChildren(...marks);

byId('people', HTMLElement).replaceChildren(
  ...([[people.near, 'Nora'], [people.isNew, 'Nico'], [people.atRisk, 'Luca'], [people.refunded, 'Rosa']] as const).map(([memberId, name]) =>
    el('a', { href: `/card/${memberId}` }, texts.cardOf(name))),
  el('a', { href: '/console' }, texts.console),
  el('a', { href: '/pos' }, texts.till),
);

/** Paused between two scenes: what happens within one happens at the engine and cannot stand still. */
let isPaused = false;
let goOn: (() => void) | null = null;
let endStay: (() => void) | null = null;
const next = byId('next', HTMLButtonElement);
next.addEventListener('click', () => endStay?.());

button.addEventListener('click', () => {
  if (document.body.dataset['state'] !== 'playing') return void play();
  isPaused = !isPaused;
  setText(button, isPaused ? texts.goOn : texts.pause);
  if (!isPaused) goOn?.();
});

async function play(): Promise<void> {
  document.body.dataset['state'] = 'playing';
  setText(button, texts.pause);
  try {
    for (const [number, scene] of scenes.entries()) {
      if (isPaused) await new Promise<void>((resolve) => (goOn = resolve));
      marks.forEach((mark, place) => mark.toggleAttribute('aria-current', place === number));
      setText(byId('scene-title', HTMLElement), scene.title);
      setText(byId('scene-words', HTMLElement), scene.words);
      await scene.play(screens);
      marks[number]?.setAttribute('data-done', 'true');
      await stay(scene.staysMs);
    }
    say(texts.endTitle, texts.end);
  } catch (fault) {
    console.warn('The tour:', fault);
    say(texts.title, texts.broken);
  }
  document.body.dataset['state'] = 'over';
  button.hidden = next.hidden = true;
  byId('people', HTMLElement).hidden = false;
}

/** Leaves a scene on the screens for a while, or until somebody has seen enough. */
async function stay(ms: number): Promise<void> {
  next.disabled = false;
  await new Promise<void>((resolve) => {
    endStay = resolve;
    setTimeout(resolve, ms);
  });
  next.disabled = true;
}

function say(title: string, words: string): void {
  for (const mark of marks) mark.removeAttribute('aria-current');
  setText(byId('scene-title', HTMLElement), title);
  setText(byId('scene-words', HTMLElement), words);
}

void canPlay().then((answer) => {
  document.body.dataset['state'] = answer === 'yes' ? 'ready' : 'over';
  button.hidden = next.hidden = answer !== 'yes';
  if (answer === 'no') return say(texts.title, texts.noDemo);
  byId('people', HTMLElement).hidden = answer === 'yes';
  if (answer === 'told') say(texts.title, texts.told);
  void screens.till.open('/pos', '#member-memberId');
  void screens.phone.open(`/card/${people.near}`, '#card-name');
  void screens.display.open(displayPath, '#idle-hour');
});
