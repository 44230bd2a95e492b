import { totalPrice, totalWeight } from './cart';
import type { Item } from './catalogue';

export type Status = 'new' | 'paid' | 'sent' | 'returned';

export interface Order {
  readonly id: number;
  readonly customer: string;
  readonly status: Status;
  readonly items: readonly Item[];
}

/** Marks an order as paid. Throws when it is not new. */
export function pay(order: Order): Order {
  if (order.status !== 'new') {
    throw new Error(`Order ${order.id} is ${order.status}, not new`);
  }
  return { ...order, status: 'paid' };
}

/** Marks an order as sent. Throws when it is not paid. */
export function send(order: Order): Order {
  if (order.status !== 'paid') {
    throw new Error(`Order ${order.id} is ${order.status}, not paid`);
  }
  return { ...order, status: 'sent' };
}

/** One line per order, for the screen at the till. */
export function describe(order: Order): string {
  const price = (totalPrice(order.items) / 100).toFixed(2);
  const weight = (totalWeight(order.items) / 1000).toFixed(1);
  return `#${order.id} ${order.customer}: ${price} €, ${weight} kg`;
}
