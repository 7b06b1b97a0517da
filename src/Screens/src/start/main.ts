import { live } from '../shared/liveEngine';
import { offerToForget } from '../shared/access/gate';
import { commandOf } from '../shared/commandOf';
import { byId, prefersStillness, setText } from '../shared/dom';
import { EngineClock } from '../shared/engineClock';
import { FeedStore } from '../shared/feedStore';
import { writeTexts } from '../shared/i18n';
import { Ladder } from '../shared/ladder';
import { problemText } from '../shared/texts/problemText';
import { isUntouched, PageUpdates } from '../shared/pageUpdates';
import { ProgrammeMonitor } from '../shared/programmeMonitor';
import { Stopwatch } from '../shared/stopwatch';
import { memberInAddress, rememberMember } from './address';
import { BuyForm } from './buyForm';
import { CardView } from './cardView';
import { Celebration } from '../shared/celebrate';
import { ClockForm } from './clockForm';
import { FaceLabel } from '../shared/faceLabel';
import { FeedView } from '../shared/feedView';
import { HubLight } from '../shared/hubLight';
import { Insight } from './insight';
import { showLadder } from './ladderView';
import { OpenMember } from '../shared/openMember';
import { PeopleForms } from './peopleForms';
import { TakeBackForm } from './takeBackForm';
import { texts } from './texts';
import { Today } from '../shared/today';

writeTexts(texts);
// A reason to begin with, for whoever tries it.
byId('back-reason', HTMLInputElement).value = byId('back-reason', HTMLInputElement).defaultValue = texts.refund;
offerToForget();

const { hub } = live;
const ladder = new Ladder();
const clock = new EngineClock();
const today = new Today(clock);
const programme = new ProgrammeMonitor();
const updates = new PageUpdates(isUntouched);
const stopwatch = new Stopwatch();
const feed = new FeedStore();

const member = new OpenMember();
const card = new CardView(ladder);
const faceLabel = new FaceLabel();
const celebration = new Celebration(faceLabel);
const people = new PeopleForms(member);
const buyForm = new BuyForm(member, stopwatch);
const takeBackForm = new TakeBackForm(member, stopwatch);
const insight = new Insight(
  (transactions) => takeBackForm.offer(transactions),
  (transactionId) => takeBackForm.choose(transactionId),
);
const feedView = new FeedView(feed, ladder, (memberId) => void openFromFeed(memberId));
new ClockForm(today, ladder, () => void member.watch());

new HubLight(hub);

hub.changed.on((change) => {
  const command = commandOf(change);
  const tookMs = stopwatch.stop(command, performance.now());
  if (command !== null && tookMs !== null) buyForm.pushed(command, tookMs);
  today.learn(change.status.asOf);
  if (feed.add(change, tookMs)) feedView.changed();
});
hub.stateChanged.on((state) => {
  faceLabel.live(state === 'live');
  if (state !== 'reconnecting') return;
  feed.addBreak();
  feedView.changed();
});
// The member first: what was missed comes before what is new.
hub.connected.on(() => {
  void member
    .watch()
    .then(() => hub.watchAll())
    .catch((fault: unknown) => console.warn('WatchAll:', fault));
  // What the page could not read when it was opened before the engine.
  void programme.read();
  void clock.keep();
  void updates.check();
  openFromAddress();
});

member.moved.on((moment) => {
  today.learn(moment.status.asOf);
  if (moment.isNew) {
    document.body.dataset['member'] = moment.status.memberId;
    byId('welcome', HTMLElement).hidden = true;
    rememberMember(moment.status.memberId);
    linkCard(moment.status.memberId);
    celebration.stop();
    buyForm.forget();
    takeBackForm.forget();
  }
  card.show(moment);
  celebration.see(moment.applied);
  buyForm.follow(moment.status);
  insight.follow(moment.status, moment.isNew);
});

// The page says by itself, opened anew, that there is no such member.
member.gone.on(() => location.reload());

addEventListener('popstate', () => openFromAddress());

async function openFromFeed(memberId: string): Promise<void> {
  await people.open(memberId);
  byId('card', HTMLElement).scrollIntoView({ block: 'nearest', behavior: prefersStillness() ? 'auto' : 'smooth' });
}

function openFromAddress(): void {
  const memberId = memberInAddress();
  if (memberId !== null && memberId !== member.id) void people.open(memberId);
}

function linkCard(memberId: string): void {
  const link = byId('card-link', HTMLAnchorElement);
  link.href = `/card/${encodeURIComponent(memberId)}`;
  link.hidden = false;
}

programme.failed.on((problem) => setText(byId('programme-name', HTMLElement), problemText(problem)));
programme.changed.on((now) => {
  ladder.learn(now);
  today.setZone(now.timeZone);
  setText(byId('programme-name', HTMLElement), now.name);
  showLadder(now, ladder);
  buyForm.offer(now);
  if (member.status !== null) card.show({ status: member.status, applied: [], isNew: true });
});

void programme.read();
void clock.keep();
openFromAddress();
void hub.start();
