/**
 * The wire in front of the rules: what a real host refuses, and what a real host does wrong. Start
 * reading at {@link dev.bivouac.rehearsal.model.ModelHandler}.
 */
@NullMarked
package dev.bivouac.rehearsal.model;

import org.jspecify.annotations.NullMarked;
