/** The ready-made workflows by name. Start reading at {@link dev.bivouac.workflows.Workflows}. */
@NullMarked
package dev.bivouac.workflows;

import org.jspecify.annotations.NullMarked;
