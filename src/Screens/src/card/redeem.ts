import { type Problem, isUncertain } from '@loyalty/client';
import { shape, text } from '@loyalty/client/decode';
import { keepOnDevice } from '../shared/access/secret';
import { unguarded } from '../shared/access/unguarded';

const redeemed = shape({ memberId: text, deviceId: text, token: text });

const inAddress = /^#link=([0-9a-f]{64})$/;
/** What this device has drawn for a link, so that it can ask again where the answer was lost. */
const place = 'card-link';

/** What became of a link in the address. */
export type Redeemed = 'none' | 'opened' | Problem;

/** Takes the link in the address and has this device let in; it is this device's from then on. */
export async function redeemLink(): Promise<Redeemed> {
  const link = inAddress.exec(location.hash)?.[1];
  if (link === undefined) return 'none';
  const body = { link, deviceKey: keyFor(link), name: deviceName(navigator.userAgent) };
  const answer = await unguarded.callUntilKnown({ method: 'POST', path: '/v1/card-links/redemptions', body }, redeemed);
  // What may still work stays in the address, for a reload.
  if (!answer.ok && isUncertain(answer.problem)) return answer.problem;
  localStorage.removeItem(place);
  if (!answer.ok) {
    history.replaceState(null, '', location.pathname);
    return answer.problem;
  }
  keepOnDevice(answer.value.token);
  history.replaceState(null, '', `/card/${encodeURIComponent(answer.value.memberId)}`);
  return 'opened';
}

function keyFor(link: string): string {
  const [known, key] = localStorage.getItem(place)?.split(' ') ?? [];
  if (known === link && key !== undefined) return key;
  const drawn = Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  localStorage.setItem(place, `${link} ${drawn}`);
  return drawn;
}

/** What a phone is called where it can be revoked. */
export function deviceName(agent: string): string {
  const device = ['iPhone', 'iPad', 'Android', 'Windows', 'Macintosh', 'Linux'].find((one) => agent.includes(one)) ?? 'Browser';
  const browser = [['Edg/', 'Edge'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari']].find(([mark]) => agent.includes(mark ?? ''))?.[1];
  return browser === undefined ? device : `${device}, ${browser}`;
}
