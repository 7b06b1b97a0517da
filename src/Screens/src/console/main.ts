import { loyalty } from '../shared/engine';
import { live } from '../shared/liveEngine';
import { offerToForget, whenLetIn } from '../shared/access/gate';
import { whoAmI } from '../shared/access/whoAmI';
import { byId, setText } from '../shared/dom';
import { EngineClock } from '../shared/engineClock';
import { FeedStore } from '../shared/feedStore';
import { FeedView } from '../shared/feedView';
import { HubLight } from '../shared/hubLight';
import { writeTexts } from '../shared/i18n';
import { Ladder } from '../shared/ladder';
import { OpenMember } from '../shared/openMember';
import { isUntouched, PageUpdates } from '../shared/pageUpdates';
import { ProgrammeMonitor } from '../shared/programmeMonitor';
import { Today } from '../shared/today';
import { problemText } from '../shared/texts/problemText';
import { Basket } from './basket';
import { offerCurrencies, offerTypes } from './choices';
import { Correction } from './correction';
import { Finder } from './finder';
import { EnrolForm } from './person/enrolForm';
import { ImportPanel } from './importPanel';
import { KeysPanel } from './keysPanel';
import { LateViews } from './lateViews';
import { MemberPanel } from './memberPanel';
import { Navigation } from './navigation';
import { PopulationPanel } from './populationPanel';
import type { FinanceView } from './finance/financeView';
import type { RewardsView } from './rewards/rewardsView';
import type { ProgrammeView } from './programme/programmeView';
import { showProgramme } from './programmePanel';
import { signDownloads } from './downloads';
import { RatesPanel } from './ratesPanel';
import { type View, addressOf } from './router';
import { TimelinePanel } from './timelinePanel';
import { TrafficPanel } from './trafficPanel';
import { TrailPanel } from './trailPanel';
import { texts } from './texts';

writeTexts(texts);
offerToForget();
document.title = `Loyalty.Orleans · ${texts.title}`;
offerTypes();

const { hub } = live;
const ladder = new Ladder();
const clock = new EngineClock();
const today = new Today(clock);
const programme = new ProgrammeMonitor();
const updates = new PageUpdates(isUntouched);
const feed = new FeedStore();
const navigation = new Navigation();

const member = new OpenMember();
const correction = new Correction(member);
const timeline = new TimelinePanel(
  ladder,
  (postings) => correction.offer(postings),
  (posting) => correction.choose(posting),
);
const memberPanel = new MemberPanel(member, ladder, timeline);
const basket = new Basket();
const feedView = new FeedView(feed, ladder, (memberId) => {
  location.hash = addressOf({ view: 'members', memberId });
});
const traffic = new TrafficPanel(clock);
const population = new PopulationPanel(ladder);
const rates = new RatesPanel((rated) => {
  if (ladder.currency !== null) offerCurrencies(ladder.currency, rated);
});
const keys = new KeysPanel(clock);
const trail = new TrailPanel(clock);
const finder = new Finder(ladder);
new EnrolForm(document.querySelector<HTMLElement>('.panel.find') ?? byId('view-members', HTMLElement));
new ImportPanel();
signDownloads();

new HubLight(hub);

member.moved.on(({ status, isNew }) => {
  today.learn(status.asOf);
  if (isNew) correction.forget();
  basket.follow(status.memberId);
});
member.gone.on(() => memberPanel.close());
hub.changed.on((change) => {
  today.learn(change.status.asOf);
  traffic.pushed(change.at);
  if (feed.add(change, null)) feedView.changed();
});
hub.stateChanged.on((state) => {
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
  void clock.keep();
  void programme.read();
  void updates.check();
});
let programmeView: ProgrammeView | null = null;
let financeView: FinanceView | null = null;
let rewardsView: RewardsView | null = null;
const late = new LateViews({
  home: async () => new (await import('./home/homeView')).HomeView(ladder),
  programme: async () => (programmeView = new (await import('./programme/programmeView')).ProgrammeView(today, ladder)),
  finance: async () => (financeView = new (await import('./finance/financeView')).FinanceView(today, ladder)),
  rewards: async () => (rewardsView = new (await import('./rewards/rewardsView')).RewardsView(today)),
  partners: async () => new (await import('./partners/partnersView')).PartnersView(),
  webhooks: async () => new (await import('./webhooks/webhooksView')).WebhooksView(clock),
});

/** The day is known now, which it may not have been when the view was opened. */
function dayTold(): void {
  programmeView?.dayTold();
  rewardsView?.dayTold();
  if (navigation.isAt('finance') && financeView?.isEmpty === true) void financeView.read();
}

clock.told.on(dayTold);

let shownView: View | null = null;
navigation.moved.on(({ view, memberId, query }) => {
  if (view === 'members' && memberId !== null) void memberPanel.open(memberId);
  else if (view === 'members') memberPanel.close();
  if (view === 'population') void population.read();
  if (view === 'rates') void rates.read();
  if (view === 'keys') void keys.read();
  void late.show(view, query);
  traffic.show(view === 'live');
  trail.show(view === 'trail', query);
  const isAnother = shownView !== null && view !== shownView;
  shownView = view;
  if (view === 'members' && memberId === null) finder.focus();
  else if (isAnother && memberId === null) byId('main', HTMLElement).focus({ preventScroll: true });
});

// What was turned away is asked for again; what is typed stays.
whenLetIn(() => {
  offerViews();
  void clock.keep();
  void programme.read();
  navigation.show();
  memberPanel.again();
});

programme.changed.on((now) => {
  ladder.learn(now);
  today.setZone(now.timeZone);
  offerCurrencies(now.currency, []);
  setText(byId('programme-name', HTMLElement), now.name);
  showProgramme(now, ladder);
  rates.learn(now.currency);
  void rates.read();
  dayTold();
});
programme.failed.on((problem) => setText(byId('programme-name', HTMLElement), problemText(problem)));

// Whether the clock is one that stands still until it is moved: the demo's can be moved and runs, so until it is moved it tells this machine's time.
void loyalty.getClock().then((answer) => traffic.learn(answer.ok && answer.value.movable && Math.abs(Date.parse(answer.value.now) - Date.now()) > 5_000));
navigation.start();
offerViews();
void programme.read();
void clock.keep();
void hub.start();

/** Nothing is offered that would only be refused. */
function offerViews(): void {
  void whoAmI().then((me) => {
    if (me !== null) navigation.offer(me);
  });
}
