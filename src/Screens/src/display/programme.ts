import { getProgramme } from '../shared/api';
import type { Programme } from '../shared/contracts';

const longestWaitMs = 30_000;

/** The programme, asked for until the engine tells. */
export async function programmeAtLast(): Promise<Programme> {
  for (let wait = 500; ; wait = Math.min(wait * 2, longestWaitMs)) {
    const answer = await getProgramme();
    if (answer.ok) return answer.value;
    await new Promise((resolve) => setTimeout(resolve, wait * (0.75 + Math.random() / 2)));
  }
}
