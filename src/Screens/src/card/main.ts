import { offerToForget } from '../shared/access/gate';
import { byId } from '../shared/dom';
import { StatusHub } from '../shared/hub';
import { showHubState } from '../shared/hubLight';
import { writeTexts } from '../shared/i18n';
import { OpenMember } from '../shared/openMember';
import { Toast } from '../shared/toast';
import { CardPage } from './cardPage';
import { Connection } from './connection';
import { Greeting } from './greeting';
import { makeInstallable } from './install';
import { memberInPath } from './memberInPath';
import { CardLoader } from './cardLoader';
import { texts } from './texts';

writeTexts(texts);
offerToForget();

const memberId = memberInPath(location.pathname);
const hub = new StatusHub();
const member = new OpenMember(hub);
const toast = new Toast();
const page = new CardPage();
const connection = new Connection(hub, member, toast);
const greeting = new Greeting(toast);
const loader = new CardLoader(memberId, member, page, connection);

showHubState(hub);
hub.stateChanged.on((state) => page.live(state === 'live'));
hub.connected.on(() => void loader.goOn());
member.moved.on((moment) => {
  page.show(moment);
  greeting.see(moment.applied);
  loader.keep(moment.status);
});
member.gone.on(() => loader.gone());
byId('error-again', HTMLButtonElement).addEventListener('click', () => void loader.goOn());
// A page that slept may have missed that a day has begun.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void member.watch();
});

void loader.goOn();
void hub.start();
makeInstallable(memberId);
