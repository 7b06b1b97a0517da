import { live } from '../shared/liveEngine';
import { offerToForget } from '../shared/access/gate';
import { byId } from '../shared/dom';
import { EngineClock } from '../shared/engineClock';
import { HubLight } from '../shared/hubLight';
import { writeTexts } from '../shared/i18n';
import { OpenMember } from '../shared/openMember';
import { PageUpdates } from '../shared/pageUpdates';
import { ProgrammeMonitor } from '../shared/programmeMonitor';
import { Toast } from '../shared/toast';
import { CardPage } from './cardPage';
import { Connection } from './connection';
import { Greeting } from './greeting';
import { makeInstallable } from './install';
import { memberInPath } from './memberInPath';
import type { Redeemed } from './redeem';
import { CardLoader } from './cardLoader';
import { texts } from './texts';

writeTexts(texts);

// Before anything is asked for: a link lets this device in. What takes it is loaded where there is one.
const redeemed: Redeemed = location.hash.startsWith('#link=') ? await (await import('./redeem')).redeemLink() : 'none';
offerToForget();
const memberId = memberInPath(location.pathname);
const { hub } = live;
const member = new OpenMember();
const toast = new Toast();
const light = new HubLight(hub, true);
const clock = new EngineClock();
const programme = new ProgrammeMonitor();
// A card on a phone is read, not typed on: it may be made new whenever nobody looks.
const updates = new PageUpdates(() => document.hidden, false);
const page = new CardPage();
const connection = new Connection(hub, member, toast, clock);
const greeting = new Greeting(toast);
const loader = new CardLoader(memberId, member, page, connection, programme, clock, light);

hub.stateChanged.on((state) => page.live(state === 'live'));
page.details.told.on((details) => loader.keepDetails(details));
programme.changed.on((now) => page.learn(now));
hub.rewardChanged.on(({ memberId: of }) => page.rewardChanged(of));
hub.connected.on(() => {
  // What was told while there was no connection is not told again.
  if (memberId !== null) page.rewardChanged(memberId);
  void clock.keep();
  void programme.read();
  void loader.goOn();
  void updates.check();
});
member.moved.on((moment) => {
  page.show(moment);
  greeting.see(moment.applied);
  loader.keep(moment.status);
});
member.gone.on((why) => loader.gone(why));
byId('error-again', HTMLButtonElement).addEventListener('click', () => void loader.goOn());

if (typeof redeemed === 'string') {
  void clock.keep();
  void loader.goOn();
  void hub.start();
} else {
  page.errorNotice.showLink(redeemed);
}
makeInstallable(memberId);
