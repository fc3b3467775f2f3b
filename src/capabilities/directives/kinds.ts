/** What one document does to another; the younger one stands first. */
export const RELATIONS = ['implements', 'concretizes', 'continues', 'replaces', 'amends', 'linked_with'] as const
export type RelationKind = (typeof RELATIONS)[number]

export const DIRECTIONS = ['incoming', 'outgoing'] as const
export type Direction = (typeof DIRECTIONS)[number]

export type CitationState = 'proposed' | 'accepted' | 'corrected' | 'rejected'
