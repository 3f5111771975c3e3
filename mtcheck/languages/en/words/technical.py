"""Words of medicine, chemistry and biology that no word list holds: told by their last part."""

from __future__ import annotations

LETTERS = 7  # a shorter word is too often chance: monoma
# Stems of international nonproprietary names of medicines (WHO, “The use of stems in the selection of INN”).
MEDICINES = tuple(
    """adol afinil asone azepam azole azoles barbital bamate bersat bicin caine capone cavir cavirine ceftor cept
    ciclib cillin citabine clidin codone cog coxib cromil cycline dipine dronate dronic ectin entan fenac
    fibrate floxacin fradil gatran gliflozin gliptin glitazone glutide grel imibe kinra lisib lukast lutamide
    mab mabs micin mycin nabinol navir nib nibs nidazole olol olone oxetine oxacin parib parin peridone perazole
    platin plase prazole pril prilat profen quine rafenib ridone rubicin sartan sartans semide setron sidomine
    statin statins stigmine tadine taxel tecan terol tide tidine tinib toin trexate tricin triptan triptans
    triptyline uridine vastatin vaptan vir virine xaban ximab zolamide zepine zumab""".split()
)
# Endings from Greek and Latin.
LEARNED = tuple(
    """aemia aemias aemic algia angitis blast blastic blastoma blasts carcinoma cele centesis chrome cidal coccal coccus
    coele cyte cytes cytic cytosis dactyl dynia ectasia ectasis ectomies ectomy emia emias emic esthesia esthetic
    fibrosis genesis genic genous gonadal graphic hedral iasis itis itides kine kines kinesia kinesis lipid lipids lysis
    lytic malacia megaly merase meric mycin mycosis nuclear oidal omata opathic opathies opathy opia opsy osis ostomies
    ostomy osides otomies otomy oxide oxides parous patellar penia penic peptide peptides phagia phagic phagous phasia
    phasic philia philic phonic phoresis phyllous phyte phytes phytic plasia plastic plasties plasty plegia plegic ploid
    pneumonic poiesis poietic protein proteins ptosis rrhagia rrhagic rrhaphy rrhea rrhoea sclerosis sclerotic scopic
    scopies scopy somal some somia somic sphere stasis statin stenosis taxis therapy thermic thymic tomography tonic
    trophic trophy tropic tropin uresis uretic uria vascular vasculature terans zoans zygous ylase ylases ylene ylation
    ylated""".split()
)
# Second parts of names of species (Homo erectus), and of diseases (encephalitis lethargica).
SPECIES = ("us", "um", "ensis", "ii", "ae", "ica", "oris", "oides")
DISEASES = ("itis", "osis", "enia", "entia")
ENDINGS = tuple(sorted({*MEDICINES, *LEARNED}))


def technical(word: str) -> bool:
    """Whether a lower-cased word that no list holds is built like a term of medicine, chemistry or biology."""
    return len(word) >= LETTERS and word.isascii() and word.endswith(ENDINGS)


def latin_name(before: str, word: str) -> bool:
    """Whether a word is built like the second part of a Latin name, and the word before it like the first."""
    genus = before.isalpha() and before[:1].isupper() and before[1:].islower() and len(before) > 3
    return word.endswith(SPECIES) and (genus or before.endswith(DISEASES))
