/// Third room, the household's own rules: typed conditions over facts about devices, nodes, routers, clients and the
/// home, watched as the facts come in. Pure: facts and the present time go in, what began or ended comes out.
@NullMarked
package dev.domovoi.decide.rule;

import org.jspecify.annotations.NullMarked;
