import type { GateUser } from '../admission/gate';

/** Somebody who may use the gateway, known by a token. */
export type Client = GateUser;

/** What holds for a client whose entry says nothing else. */
export type ClientDefaults = Omit<Client, 'name'>;
