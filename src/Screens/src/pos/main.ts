import { loyalty } from '../shared/engine';
import { offerToForget, whenLetIn } from '../shared/access/gate';
import { CardLinkDialog } from '../shared/cardLink';
import { byId, setText } from '../shared/dom';
import { date } from '../shared/format';
import { writeTexts } from '../shared/i18n';
import { Ladder } from '../shared/ladder';
import { isUntouched, PageUpdates } from '../shared/pageUpdates';
import { Basket, refusedLines } from './basket';
import { BasketView } from './basketView';
import { Checkout } from './checkout';
import { ConnectionMonitor } from './connectionMonitor';
import { LineForm } from './lineForm';
import { MemberLookup } from './memberLookup';
import type { MilesDialog } from './miles/milesDialog';
import { Outbox, type SendLine } from './outbox';
import { gainOf, showOutcome } from './outcome';
import { QuoteRequests, type QuoteState } from './quoteRequests';
import { isRefusedQuote, showQuote } from './quoteView';
import { RefundDialog } from './refundDialog';
import { sendLine } from './sendLine';
import type { Setup } from './setup';
import { listenToKeys } from './shortcuts';
import { type Receipt, has, isSettled } from './receipt';
import { ReceiptList } from './receiptList';
import { openReceiptStore } from './receiptStore';
import { StatusView } from './statusView';
import { oneTabAtATime, tellTabs } from './tabs';
import { texts } from './texts';
import { VoucherDialog } from './voucherDialog';

writeTexts(texts);
offerToForget();

const engine = new ConnectionMonitor();
const updates = new PageUpdates(() => basket.lines.length === 0 && isUntouched());
const ladder = new Ladder();
const basket = new Basket();
const statusView = new StatusView(ladder);
const member = new MemberLookup((isReached) => engine.saw(isReached));
const lineForm = new LineForm(basket, (number) => void member.open(number));
const basketView = new BasketView(basket, () => lineForm.focus());

const cardLink = byId('card-link-open', HTMLButtonElement);
const cardLinkDialog = new CardLinkDialog();
cardLink.addEventListener('click', () => {
  if (member.memberId !== null) void cardLinkDialog.show(member.memberId);
});

let quoted: QuoteState = { kind: 'none' };
/** The receipt whose outcome is on the screen. */
let lastReceipt: Receipt | null = null;
let toldRefused: ReadonlySet<string> = new Set();

const quoteRequests = new QuoteRequests(loyalty.quote, (state) => {
  quoted = state;
  showQuote(state);
  if (state.kind === 'quoted') basketView.draw(state.quote);
  if (state.kind === 'quoted' || state.kind === 'failed') engine.saw(state.kind === 'quoted' || state.problem.status !== 0);
});
const followQuote = (): void => quoteRequests.follow(member.memberId, basket.lines);

let shownMember: string | null = null;
member.changed.on(() => {
  if (member.memberId !== shownMember) {
    shownMember = member.memberId;
    // What is not settled stays told, whoever is served next.
    if (lastReceipt !== null && lastReceipt.memberId !== shownMember && isSettled(lastReceipt)) showReceipt(null);
    followQuote();
    if (shownMember !== null && document.activeElement?.closest('#member') !== null) lineForm.focus();
  }
  showStatus();
});
basket.changed.on(followQuote);
// Before anything is waited for: a scanner does not wait.
member.focus();

engine.setUp.on(useSetup);
engine.clock.told.on(showDay);
// A till that stands alone at midnight still knows the day.
setInterval(showDay, 20_000);
if (engine.setup !== null) useSetup(engine.setup);

const store = await openReceiptStore().catch((fault: unknown) => {
  console.warn('The till cannot keep sales:', fault);
  return null;
});
const send: SendLine = async (receipt, line) => {
  const answer = await sendLine(receipt, line);
  engine.saw(answer.ok || answer.problem.status !== 0);
  return answer;
};
const outbox = store === null ? null : new Outbox(store, send, oneTabAtATime);
const checkout = new Checkout(member, basket, lineForm, outbox, {
  isRefused: () => isRefusedQuote(quoted),
  today: () => engine.day,
  now: () => engine.clock.now ?? 0,
  charged: (receipt) => {
    showReceipt(receipt);
    // A round of sending that was under way may have taken it along already: what is kept is the truth.
    void outbox?.told();
  },
});
const refundDialog = new RefundDialog(
  () => member.memberId,
  () => engine.clock.now ?? 0,
  async (refund) => {
    const fault = await checkout.keepReceipt(refund);
    if (fault === null) void member.open(refund.memberId);
    return fault;
  },
);
const receiptList = new ReceiptList({
  sendAgain: (receipt) => void outbox?.resolve(receipt.number, 'again'),
  giveUp: (receipt) => void outbox?.resolve(receipt.number, 'drop'),
  ringUpAnew: (sale) => {
    for (const line of refusedLines(sale)) basket.add(line);
    void member.open(sale.memberId);
    void outbox?.resolve(sale.number, 'drop');
    lineForm.focus();
  },
  refund: (sale) => void refundDialog.open(sale),
});

const voucherDialog = new VoucherDialog(basket, () => member.memberId, () => engine.isReached);
byId('voucher-open', HTMLButtonElement).addEventListener('click', () => voucherDialog.open());
let milesDialog: MilesDialog | null = null;
byId('miles-open', HTMLButtonElement).addEventListener('click', () => void openMiles());
// What was said of the last basket is not said of the next.
basket.changed.on(() => {
  if (basket.lines.length === 0) setText(byId('voucher-note', HTMLElement), '');
});
byId('refund-open', HTMLButtonElement).addEventListener('click', () => void refundDialog.open());
listenToKeys(
  { F2: () => member.focus(), F4: () => lineForm.focus(), F8: () => void refundDialog.open(), F9: () => void checkout.charge() },
  () => refundDialog.isOpen || voucherDialog.isOpen || milesDialog?.isOpen === true,
  () => member.focus(),
);

outbox?.changed.on((receipts) => {
  setText(byId('waiting', HTMLElement), String(receipts.filter((receipt) => !isSettled(receipt)).length));
  byId('waiting', HTMLElement).dataset['some'] = String(receipts.some((receipt) => !isSettled(receipt)));
  receiptList.draw(receipts);
  refundDialog.follow(receipts);
  // A refusal that comes while somebody else is served is told as well.
  const refused = receipts.find((receipt) => has(receipt, 'refused') && !toldRefused.has(receipt.number));
  toldRefused = new Set(receipts.filter((receipt) => has(receipt, 'refused')).map(({ number }) => number));
  const shown = refused ?? receipts.find(({ number }) => number === lastReceipt?.number);
  if (shown !== undefined) showReceipt(shown);
});
outbox?.written.on(tellTabs);
outbox?.answered.on(({ status }) => member.learn(status));
engine.reached.on((isReachable) => {
  const light = byId('engine', HTMLElement);
  light.dataset['state'] = isReachable ? 'live' : 'offline';
  setText(light, isReachable ? texts.reachable : texts.notReachable);
  if (!isReachable) return;
  outbox?.hurry();
  void member.refresh();
  void updates.check();
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
  setText(byId('programme-name', HTMLElement), setup.programme.name);
  showDay();
  showStatus();
}

function showDay(): void {
  if (engine.day !== null) setText(byId('today', HTMLElement), date(engine.day));
}

function showReceipt(receipt: Receipt | null): void {
  lastReceipt = receipt;
  showOutcome(receipt);
  showStatus();
}

function showStatus(): void {
  const gain = lastReceipt?.memberId === member.memberId && lastReceipt !== null ? gainOf(lastReceipt) : null;
  cardLink.disabled = member.status === null;
  statusView.show(member.memberId, member.status, new Set(gain?.kind === 'upgraded' ? gain.benefits : []));
}

/** Most tills never take miles: what does comes with the first who asks. Without the engine it cannot, and could not pay either. */
async function openMiles(): Promise<void> {
  const found = milesDialog === null ? await import('./miles/milesDialog').catch(() => null) : null;
  if (found !== null) milesDialog ??= new found.MilesDialog(basket, () => member.memberId, () => engine.isReached);
  if (milesDialog === null) setText(byId('voucher-note', HTMLElement), texts.milesOffline);
  else await milesDialog.open();
}
