import { live } from '../shared/liveEngine';
import { offerToForget } from '../shared/access/gate';
import { byId, setText } from '../shared/dom';
import { HubLight } from '../shared/hubLight';
import { writeTexts } from '../shared/i18n';
import { Ladder } from '../shared/ladder';
import { PageUpdates } from '../shared/pageUpdates';
import { ProgrammeMonitor } from '../shared/programmeMonitor';
import { texts } from './texts';
import { EngineClock, ticks } from '../shared/engineClock';
import { arrange } from './arrangement';
import { Guests, places } from './guests';
import { GuestView } from './guestView';
import { HourView } from './hourView';
import { placeInPath } from './place';
import { brandPlaces } from '../shared/brandPlaces';
import { cityOf, kindOf } from './placeNames';
import { watchPlace } from './watchPlace';

/** Often enough that nobody outstays, seldom enough to cost nothing. */
const tickMs = 250;

const place = placeInPath(location.pathname);
const { hub } = live;
const ladder = new Ladder();
const clock = new EngineClock();
const programme = new ProgrammeMonitor();
const updates = new PageUpdates(() => guests.all.every((guest) => guest === null), false);
const guests = new Guests();
const hour = new HourView();
const views = Array.from({ length: places }, () => new GuestView(ladder));

writeTexts(texts);
offerToForget();
const list = byId('guests', HTMLOListElement);

list.append(...views.map((view) => view.element));
setText(byId('city', HTMLElement), cityOf(place));
void brandPlaces().then((names) => {
  const [city, own] = [names[place.airport], names[`${place.airport}/${place.location}`]];
  if (city !== undefined) setText(byId('city', HTMLElement), city);
  if (own === undefined) return;
  setText(byId('location-kind', HTMLElement), '');
  setText(byId('location', HTMLElement), own);
});
setText(byId('airport', HTMLElement), place.airport);
setText(byId('location-kind', HTMLElement), kindOf(place));
setText(byId('location', HTMLElement), place.location);
document.title = `${place.airport} ${place.location}`;
new HubLight(hub);

function draw(): void {
  const now = ticks();
  guests.leave(now);
  const { ranks, count } = arrange(guests.all);
  views.forEach((view, index) => view.show(guests.all[index] ?? null, ranks[index] ?? null, now));
  list.dataset['count'] = String(count);
  document.body.dataset['idle'] = String(count === 0);
  hour.show(clock.now);
}

let drawsSoon = false;

/** Draws with the next frame: of hundreds who come at once, the wall shows three, and lays out those alone. A page that has no frames waits for the tick. */
function drawSoon(): void {
  if (drawsSoon) return;
  drawsSoon = true;
  requestAnimationFrame(() => {
    drawsSoon = false;
    draw();
  });
}

hub.connected.on(() => {
  void clock.keep();
  void programme.read();
  void updates.check();
});
hub.recognised.on((recognition) => {
  guests.welcome(recognition, ticks(), clock.now);
  drawSoon();
});
hub.withdrawn.on((withdrawal) => {
  guests.withdraw(withdrawal.recognitionId);
  drawSoon();
});
watchPlace(
  hub,
  place,
  {
    shown: () => new Set(guests.all.flatMap((guest) => guest?.key ?? [])),
    only: (recognitionIds, among) => {
      guests.keepOnly(recognitionIds, among);
      drawSoon();
    },
  },
  () => {
    byId('wrong', HTMLElement).hidden = false;
  },
);

setInterval(draw, tickMs);
draw();

programme.changed.on((now) => {
  ladder.learn(now);
  hour.setZone(now.timeZone);
  setText(byId('programme', HTMLElement), now.name);
  document.title = `${place.airport} ${place.location} · ${now.name}`;
  for (const view of views) view.repaint();
  draw();
});

void hub.start();
void programme.read();
