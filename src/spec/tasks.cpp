#include <array>
#include <cstddef>

#include "pretext/task.hpp"

namespace pretext {

namespace {

constexpr std::array tasks{
    NamedTask{"rotation", "which way was the image turned? (RotNet: Gidaris et al., 2018)",
              R"({"transform": [{"op": "turn"}], "predict": "choice"})"},
    NamedTask{"jigsaw", "in which order do the pieces lie? (after Noroozi and Favaro, 2016, as one image)",
              R"({"transform": [{"op": "tiles"}, {"op": "permute"}, {"op": "paste"}], "predict": "choice"})"},
    NamedTask{"jigsaw_tiles", "in which order do the pieces lie, each seen by itself? (Noroozi and Favaro, 2016)",
              R"({"transform": [{"op": "tiles"}, {"op": "permute"}], "predict": "choice"})"},
    NamedTask{"context", "on which side of the one piece was the other? (Doersch et al., 2015)",
              R"({"transform": [{"op": "neighbour"}], "predict": "choice"})"},
    NamedTask{"inpainting", "what was in the hole? (context encoders: Pathak et al., 2016)",
              R"({"transform": [{"op": "erase"}], "predict": "changed"})"},
    NamedTask{"masked", "what was behind the masked patches? (masked autoencoders: He et al., 2022)",
              R"({"transform": [{"op": "mask"}], "predict": "changed"})"},
    NamedTask{"super_resolution", "what did the coarse image look like? (after Dong et al., 2014)",
              R"({"transform": [{"op": "shrink"}], "predict": "source"})"},
    NamedTask{"denoising", "what did the image look like without the noise? (Vincent et al., 2008)",
              R"({"transform": [{"op": "noise"}], "predict": "source"})"},
    NamedTask{
        "contrastive",
        "which of all the others is another view of the same image? (SimCLR: Chen et al., 2020; Yeh et al., 2022)",
        R"({"transform": [{"op": "twice"}, {"op": "affine", "elastic": 2.5}, {"op": "pen"}], "predict": "pair",
                  "loss": [{"term": "dcl", "temperature": 0.1}]})"},
    NamedTask{"contrastive_colour",
              "the same for images in colour, whose colours change as well (SimCLR: Chen et al., 2020)",
              R"({"transform": [{"op": "twice"}, {"op": "affine", "turn": 15, "shear": 0, "shift": 3, "outside": 1},
                                {"op": "colours"}],
                  "predict": "pair", "head": [{"layer": "dense", "units": 128}, {"layer": "relu"}, {"layer": "dense"}],
                  "loss": [{"term": "nt_xent", "temperature": 0.2}]})"},
    NamedTask{"colourisation", "which colours has it, told by classes? (Zhang et al., 2016)",
              R"({"transform": [{"op": "lightness"}], "predict": "source", "loss": [{"term": "colour_classes"}]})"},
    NamedTask{"colourisation_squared",
              "which colours has it, told by numbers? (what Zhang et al., 2016, argue against)",
              R"({"transform": [{"op": "lightness"}], "predict": "source", "loss": [{"term": "squared"}]})"},
    NamedTask{"next_frame", "where will it be next? (after Srivastava et al., 2015)",
              R"({"transform": [{"op": "drift"}], "predict": "source"})"},
    NamedTask{"autoencoder", "control: nothing is hidden, the image itself is asked for",
              R"({"transform": [], "predict": "source"})"},
    NamedTask{"vae", "which two numbers does the image come down to? (Kingma and Welling, 2014)",
              R"({"transform": [], "predict": "source",
                  "head": [{"layer": "latent"}, {"layer": "dense", "units": 256}, {"layer": "relu"}, {"layer": "dense"},
                           {"layer": "sigmoid"}],
                  "loss": [{"term": "bernoulli"}, {"term": "kl"}]})"},
    NamedTask{"gan", "is it an image of the set, or did a generator make it? (Goodfellow et al., 2014)",
              R"({"transform": [{"op": "imitate"}], "predict": "choice"})"},
    NamedTask{"supervised", "control: the label is asked for, which pretext tasks do without",
              R"({"transform": [], "predict": "label"})"},
    NamedTask{"weakly_supervised", "which digit is it, wherever it is? (class activation maps: Zhou et al., 2016)",
              R"({"transform": [{"op": "clutter"}], "predict": "label",
                  "head": [{"layer": "conv", "filters": 64}, {"layer": "average_pool"}, {"layer": "dense"}]})"},
    NamedTask{"box", "where is it? Boxes are given (after OverFeat: Sermanet et al., 2014)",
              R"({"transform": [{"op": "clutter"}], "predict": "box"})"},
    NamedTask{"mask", "which pixels are its? They are given (after Long et al., 2015)",
              R"({"transform": [{"op": "clutter"}], "predict": "mask"})"},
    NamedTask{"supervised_augmented", "control: the label, of images changed as for the contrastive task",
              R"({"transform": [{"op": "affine", "elastic": 2.5}, {"op": "pen"}], "predict": "label"})"},
};

constexpr std::array text_tasks{
    NamedTask{"masked_tokens", "which words were hidden? (BERT: Devlin et al., 2019)",
              R"({"transform": [{"op": "mask_tokens"}], "predict": "token"})"},
    NamedTask{"next_token", "how does the text go on? (GPT: Radford et al., 2018)",
              R"({"transform": [{"op": "shift"}], "predict": "token"})"},
    NamedTask{"next_sentence", "does the second part follow, and which words were hidden? (BERT: Devlin et al., 2019)",
              R"({"transform": [{"op": "second_part"}, {"op": "mask_tokens"}], "predict": "token"})"},
};

constexpr std::array conv_fields{
    Field{"filters", 1, 256, 16, true, "output channels"},
    Field{"kernel", 1, 7, 3, true, "side of the convolution kernel"},
    Field{"stride", 1, 4, 1, true, "of the convolution"},
    Field{"pool", 1, 4, 1, true, "side and stride of the pooling window, 1 for none"},
    Field{"relu", 0, 1, 1, true, "1 for a ReLU after the convolution, 0 for none"},
};
constexpr std::array dense_fields{Field{"units", 0, 4096, 0, true, "outputs; 0 for as many values as are asked for"}};
constexpr std::array resize_fields{Field{"side", 1, 64, 28, true, "height and width to resize to"}};

constexpr std::array latent_fields{Field{"units", 1, 64, 2, true, "numbers of the code"}};

constexpr std::array layers{
    Kind{"conv", "convolution, ReLU, max pooling", conv_fields},
    Kind{"dense", "all values with all units", dense_fields},
    Kind{"relu", "what is below 0 becomes 0", {}},
    Kind{"sigmoid", "each value comes to lie between 0 and 1", {}},
    Kind{"latent", "a normal distribution for each number of a code: drawn while it trains, then its mean",
         latent_fields},
    Kind{"resize", "nearest neighbour", resize_fields},
    Kind{"average_pool", "the mean of each channel", {}},
};

constexpr std::array weight_fields{Field{"weight", 0, 1000, 1, false, "how much the term counts"}};
constexpr std::array content_fields{Field{"weight", 0.0001, 1000, 1, false, "how much the term counts"}};
constexpr std::array adversarial_fields{Field{"weight", 0.0001, 1000, 0.001, false, "how much the term counts"}};
constexpr std::array nt_xent_fields{Field{"temperature", 0.01, 10, 0.5, false, "that similarities are divided by"}};
constexpr std::array dcl_fields{Field{"temperature", 0.01, 10, 0.1, false, "that similarities are divided by"}};

constexpr std::array kl_fields{Field{"weight", 0, 1000, 1, false, "how much the term counts"}};

constexpr std::array colour_fields{Field{
    "even", 0.01, 1, 0.5, false, "share of the even distribution in what classes are weighed against; 1: all alike"}};

constexpr std::array terms{
    Kind{"cross_entropy", "of the softmax with the class that is asked for", {}},
    Kind{"squared", "squared error of the values that are asked for", weight_fields},
    Kind{"content",
         "squared difference of what the first block of a frozen rotation encoder, trained without labels, makes of "
         "output and original",
         content_fields},
    Kind{"adversarial", "of a critic that learns to tell outputs from originals", adversarial_fields},
    Kind{"nt_xent", "cross-entropy over all other views of the batch (Chen et al., 2020)", nt_xent_fields},
    Kind{"colour_classes", "cross-entropy of classes of colours, rare ones weighing more (Zhang et al., 2016)",
         colour_fields},
    Kind{"bernoulli", "cross-entropy of each value, between 0 and 1, with the original's", {}},
    Kind{"kl", "divergence of codes from the normal distribution, over the number of values (Kingma and Welling, 2014)",
         kl_fields},
    Kind{"dcl", "the same without the partner in the sum (Yeh et al., 2022)", dcl_fields},
};

constexpr std::array prediction_names{"choice", "source", "changed", "pair", "label", "box", "mask", "token"};

}  // namespace

const char* name(Predict predict) { return prediction_names[static_cast<std::size_t>(predict)]; }

std::span<const NamedTask> named_tasks() { return tasks; }
std::span<const NamedTask> named_text_tasks() { return text_tasks; }
std::span<const Kind> layer_kinds() { return layers; }
std::span<const Kind> term_kinds() { return terms; }

}  // namespace pretext
