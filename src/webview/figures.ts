import { spokenLanguage } from '../common/l10n';

/** A whole number as people read it, with its thousands apart: `1,040`. */
export const whole = (value: number): string => Math.round(value).toLocaleString(spokenLanguage());
