import { offerToForget, whenLetIn } from '../shared/access/gate';
import { quote } from '../shared/api';
import { byId, say } from '../shared/dom';
import { date } from '../shared/format';
import { writeTexts } from '../shared/i18n';
import { Ladder } from '../shared/ladder';
import { Basket, refusedLines } from './basket';
import { BasketView } from './basketView';
import { ChargeDesk } from './chargeDesk';
import { EngineWatch } from './engineWatch';
import { LineForm } from './lineForm';
import { MemberDesk } from './memberDesk';
import { Outbox, type SendLine } from './outbox';
import { gainOf, showOutcome } from './outcome';
import { QuoteDesk, type QuoteState } from './quoteDesk';
import { isRefusedQuote, showQuote } from './quoteView';
import { RefundDialog } from './refundDialog';
import { sendLine } from './sendLine';
import { type Setup, dayOf } from './setup';
import { listenToKeys } from './shortcuts';
import { type Slip, has, isSettled } from './slip';
import { SlipList } from './slipList';
import { openSlipStore } from './slipStore';
import { StatusView } from './statusView';
import { oneTabAtATime, tellTabs } from './tabs';
import { texts } from './texts';

writeTexts(texts);
offerToForget();

const engine = new EngineWatch();
const ladder = new Ladder();
const basket = new Basket();
const statusView = new StatusView(ladder);
const member = new MemberDesk((isReached) => engine.saw(isReached));
const lineForm = new LineForm(basket, (number) => void member.open(number));
const basketView = new BasketView(basket, () => lineForm.focus());

let quoted: QuoteState = { kind: 'none' };
/** The slip whose outcome is on the screen. */
let lastSlip: Slip | null = null;
let toldRefused: ReadonlySet<string> = new Set();

const quoteDesk = new QuoteDesk(quote, (state) => {
  quoted = state;
  showQuote(state);
  if (state.kind === 'quoted') basketView.draw(state.quote);
  if (state.kind === 'quoted' || state.kind === 'failed') engine.saw(state.kind === 'quoted' || state.problem.status !== 0);
});
const followQuote = (): void => quoteDesk.follow(member.memberId, basket.lines);

let shownMember: string | null = null;
member.whenChanged(() => {
  if (member.memberId !== shownMember) {
    shownMember = member.memberId;
    // What is not settled stays told, whoever is served next.
    if (lastSlip !== null && lastSlip.memberId !== shownMember && isSettled(lastSlip)) showSlip(null);
    followQuote();
    if (shownMember !== null && document.activeElement?.closest('#member') !== null) lineForm.focus();
  }
  showStatus();
});
basket.whenChanged(followQuote);
// Before anything is waited for: a scanner does not wait.
member.focus();

engine.whenSetUp(useSetup);
if (engine.setup !== null) useSetup(engine.setup);

const store = await openSlipStore().catch((fault: unknown) => {
  console.warn('The till cannot keep sales:', fault);
  return null;
});
const send: SendLine = async (slip, line) => {
  const answer = await sendLine(slip, line);
  engine.saw(answer.ok || answer.problem.status !== 0);
  return answer;
};
const outbox = store === null ? null : new Outbox(store, send, oneTabAtATime);
const chargeDesk = new ChargeDesk(member, basket, lineForm, outbox, {
  isRefused: () => isRefusedQuote(quoted),
  today: () => (engine.setup === null ? null : dayOf(engine.setup, Date.now())),
  charged: (slip) => {
    showSlip(slip);
    // A round of sending that was under way may have taken it along already: what is kept is the truth.
    void outbox?.told();
  },
});
const refundDialog = new RefundDialog(
  () => member.memberId,
  async (refund) => {
    const fault = await chargeDesk.keepSlip(refund);
    if (fault === null) void member.open(refund.memberId);
    return fault;
  },
);
const slipList = new SlipList({
  sendAgain: (slip) => void outbox?.resolve(slip.number, 'again'),
  giveUp: (slip) => void outbox?.resolve(slip.number, 'drop'),
  ringUpAnew: (sale) => {
    for (const line of refusedLines(sale)) basket.add(line);
    void member.open(sale.memberId);
    void outbox?.resolve(sale.number, 'drop');
    lineForm.focus();
  },
  refund: (sale) => void refundDialog.open(sale),
});

byId('refund-open', HTMLButtonElement).addEventListener('click', () => void refundDialog.open());
listenToKeys(
  { F2: () => member.focus(), F4: () => lineForm.focus(), F8: () => void refundDialog.open(), F9: () => void chargeDesk.charge() },
  () => refundDialog.isOpen,
  () => member.focus(),
);

outbox?.whenChanged((slips) => {
  say(byId('waiting', HTMLElement), String(slips.filter((slip) => !isSettled(slip)).length));
  byId('waiting', HTMLElement).dataset['some'] = String(slips.some((slip) => !isSettled(slip)));
  slipList.draw(slips);
  refundDialog.follow(slips);
  // A refusal that comes while somebody else is served is told as well.
  const refused = slips.find((slip) => has(slip, 'refused') && !toldRefused.has(slip.number));
  toldRefused = new Set(slips.filter((slip) => has(slip, 'refused')).map(({ number }) => number));
  const shown = refused ?? slips.find(({ number }) => number === lastSlip?.number);
  if (shown !== undefined) showSlip(shown);
});
outbox?.whenWritten(tellTabs);
outbox?.whenAnswered((_, { status }) => member.learn(status));
engine.whenReached((isReachable) => {
  const light = byId('engine', HTMLElement);
  light.dataset['state'] = isReachable ? 'live' : 'offline';
  say(light, isReachable ? texts.reachable : texts.notReachable);
  if (!isReachable) return;
  outbox?.hurry();
  void member.lookUp();
  followQuote();
});
addEventListener('online', () => void engine.ask());
// What was turned away waits for the key; the basket and what is typed stay.
whenLetIn(() => {
  void engine.ask();
  outbox?.hurry();
  void member.lookUp();
  followQuote();
});
// Another tab has charged or settled something.
addEventListener('till-changed', () => void outbox?.told());

void navigator.storage?.persist?.();
void outbox?.told();
void outbox?.drain();
void engine.ask();

function useSetup(setup: Setup): void {
  ladder.learn(setup.programme);
  lineForm.offer(setup.currencies);
  say(byId('programme-name', HTMLElement), setup.programme.name);
  const day = dayOf(setup, Date.now());
  if (day !== null) say(byId('today', HTMLElement), date(day));
  showStatus();
}

function showSlip(slip: Slip | null): void {
  lastSlip = slip;
  showOutcome(slip);
  showStatus();
}

function showStatus(): void {
  const gain = lastSlip?.memberId === member.memberId && lastSlip !== null ? gainOf(lastSlip) : null;
  statusView.show(member.memberId, member.status, new Set(gain?.kind === 'upgraded' ? gain.benefits : []));
}
