import type { Event } from '../../common/emitter';
import type { EndpointSettings } from './endpointSettings';
import type { EndpointSpec } from './endpointSpec';

/** What stands in for endpoints whose server comes and goes. */
export interface Substitutes {
  /** The settings with what stands in at the moment. */
  apply(settings: EndpointSettings): EndpointSettings;
  readonly onDidChange: Event<void>;
  /**
   * The endpoint of a spec does not work. Resolves to whether something stands in for it now, and the person was told;
   * never rejects.
   */
  takeOver(spec: EndpointSpec): Promise<boolean>;
}
