package dev.upserter.template.tree;

import dev.upserter.template.value.Bounds;
import dev.upserter.template.value.RenderFailure;
import java.util.List;

/** A sequence of nodes. */
public record Block(List<Node> nodes) implements Node {
    public Block {
        nodes = List.copyOf(nodes);
    }

    @Override
    public void render(Frame frame, StringBuilder text) {
        for (Node node : nodes) {
            frame.budget().work(1);
            node.render(frame, text);
            if (text.length() > Bounds.TEXT) {
                throw RenderFailure.tooMuch();
            }
            if (frame.jump() != Frame.Jump.NONE) {
                return;
            }
        }
    }

    public String text(Frame frame) {
        var text = new StringBuilder();
        render(frame, text);
        return text.toString();
    }

    @Override
    public boolean isBlank() {
        return nodes.stream().allMatch(Node::isBlank);
    }

    /** A copy without blank texts. */
    public Block withoutBlanks() {
        return new Block(nodes.stream()
                .filter(node -> !(node instanceof Node.Text && node.isBlank()))
                .toList());
    }
}
