import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import type { TranscriptItem } from '../../src/chat/messages';
import { ChatPage } from '../../test/support/page/chatPage';
import { answer, said } from '../../test/support/page/states';
import { markedAnswer } from './markedAnswer';

/** What the page held after so many conversations had been opened in turn, after the collection of garbage. */
export interface MemoryReading {
  readonly conversations: number;
  /** Bytes. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

const metrics = v.object({ metrics: v.array(v.object({ name: v.string(), value: v.number() })) });

/** Opens conversations in turn, each with ten questions and answers of 10 KB, and reads the memory after every tenth. */
export async function memoryRun(browser: Browser, conversations: number): Promise<readonly MemoryReading[]> {
  const chat = await ChatPage.open(browser);
  try {
    const cdp = await chat.page.context().newCDPSession(chat.page);
    await cdp.send('Performance.enable');
    const readings: MemoryReading[] = [];
    for (let n = 1; n <= conversations; n++) {
      await chat.show({ conversation: { id: `c${n}`, title: `Conversation ${n}` }, items: items(n) });
      await chat.forget();
      if (n % 10 !== 0) continue;
      await cdp.send('HeapProfiler.collectGarbage');
      const { metrics: all } = v.parse(metrics, await cdp.send('Performance.getMetrics'));
      const value = (name: string): number => all.find(metric => metric.name === name)?.value ?? NaN;
      readings.push({
        conversations: n,
        heap: value('JSHeapUsedSize'),
        nodes: value('Nodes'),
        listeners: value('JSEventListeners'),
      });
    }
    return readings;
  } finally {
    await chat.close();
  }
}

function items(conversation: number): TranscriptItem[] {
  return Array.from({ length: 10 }, (_, n) => {
    const { text } = markedAnswer(10_000, 3);
    return [
      said(`Question ${n} of ${conversation}`, { id: `u${n}` }),
      answer(`Answer ${n} of ${conversation}.\n\n${text}`, { id: `a${n}` }),
    ];
  }).flat();
}
