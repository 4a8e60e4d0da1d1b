/**
 * A model made of rules: a pure function from a conversation to the next reply. Nothing here is
 * canned: every statement of a report is taken from a tool result that the conversation holds.
 * Start reading at {@link dev.bivouac.rehearsal.rules.Rules}.
 */
@NullMarked
package dev.bivouac.rehearsal.rules;

import org.jspecify.annotations.NullMarked;
