//! Tissues and cells, and what an establishment does with them (Directive 2004/23/EC; Regulation (EU) 2024/1938).

code_list! {
    /// A tissue or a sort of cells, as collected or as made from what was collected.
    TissueKind is "tissue or cell code" {
        /// Cornea.
        Cornea = "cornea",
        /// Sclera.
        Sclera = "sclera",
        /// Bone.
        Bone = "bone",
        /// Cartilage.
        Cartilage = "cartilage",
        /// Tendon or ligament.
        Tendon = "tendon",
        /// Skin.
        Skin = "skin",
        /// Heart valve.
        HeartValve = "heart_valve",
        /// Blood vessel.
        Vessel = "vessel",
        /// Amniotic membrane.
        Amnion = "amnion",
        /// Blood-forming cells from bone marrow.
        MarrowCells = "marrow_cells",
        /// Blood-forming cells from the blood.
        BloodStemCells = "blood_stem_cells",
        /// Blood-forming cells from the umbilical cord.
        CordBloodCells = "cord_blood_cells",
        /// Lymphocytes of a donor.
        Lymphocytes = "lymphocytes",
        /// Stromal cells grown in culture.
        StromalCells = "stromal_cells",
        /// Cells of the skin grown in culture.
        Keratinocytes = "keratinocytes",
        /// Cells of the liver.
        Hepatocytes = "hepatocytes",
        /// Platelets, as drops or lysate.
        Platelets = "platelets",
        /// Reproductive cells.
        ReproductiveCells = "reproductive_cells",
    }
}

code_list! {
    /// What a licence of a tissue establishment allows.
    TissueActivity is "activity of a tissue establishment" {
        /// Taking from donors.
        Collection = "collection",
        /// Making another unit of it.
        Processing = "processing",
        /// Keeping.
        Storage = "storage",
        /// Giving out to hospitals and other establishments.
        Distribution = "distribution",
        /// Bringing in from abroad.
        Import = "tissue_import",
        /// Sending abroad.
        Export = "tissue_export",
        /// Giving to a recipient.
        Application = "application",
    }
}
