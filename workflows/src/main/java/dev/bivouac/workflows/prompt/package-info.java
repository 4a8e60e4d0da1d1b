/** Prompts as texts beside the code, with named places that are filled in when a run starts. */
@NullMarked
package dev.bivouac.workflows.prompt;

import org.jspecify.annotations.NullMarked;
